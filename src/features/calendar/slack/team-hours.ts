import { message } from '../../../shared/message.js';
import type { ModalValues } from '../../../shared/modal.js';
import type {
  ButtonHandler,
  ChatReply,
  CommandRequest,
  ModalHandler,
  ModalReply,
  Subcommand,
} from '../../chat.js';
import { isAllowed, teamMeant } from '../../people/index.js';
import type { Faults } from '../fault.js';
import { readHolidays } from '../holiday-text.js';
import type { SetTeamHours, SetTeamHoursOutcome } from '../set-team-hours.js';
import { editTeamHours } from './actions.js';
import { type ChatDeps, problemReply } from './chat-deps.js';
import { readPattern } from './pattern-fields.js';
import { readSubject } from './subject.js';
import { teamHoursForm } from './team-hours-form.js';
import { dayInWords, holidayInWords, hoursInWords, weekInWords } from '../words.js';

const mostListed = 10;

/** `/crew calendar team` */
export function teamHoursSubcommand(deps: ChatDeps): Subcommand {
  return {
    name: 'calendar team',
    usage: '[name]',
    summary: 'Show a team’s hours and holidays, and change them (managers)',
    opensModal: () => true,
    async run({ actor, text }) {
      const team = teamMeant(await deps.people.teams(), actor, text);
      return team ? show(deps, actor, team.id) : problemReply('unknown team');
    },
  };
}

/** Opens the form again after somebody else changed the hours meanwhile. */
export function editTeamHoursButton(deps: ChatDeps): ButtonHandler {
  return {
    actionId: editTeamHours,
    opensModal: true,
    run: ({ actor, value }) => show(deps, actor, value),
  };
}

export function editTeamHoursModal(deps: ChatDeps): ModalHandler {
  return {
    callbackId: editTeamHours,
    async submit({ actor, intentId, values, metadata }) {
      const { id: teamId, version } = readSubject(metadata);
      const seen = await deps.calendars.lookAtTeam({ actor, teamId });
      if (seen.kind !== 'found') return { reply: problemReply(seen.kind) };
      const read = readValues(values, seen.today);
      if ('faults' in read) return { errors: read.faults };
      const request = { actor, intentId, teamId, version, ...read.decided };
      return replyTo(await deps.calendars.setTeamHours(request));
    },
  };
}

/** The form for those who manage the team; what it decided for those who may see the team. */
async function show(
  { calendars }: ChatDeps,
  actor: CommandRequest['actor'],
  teamId: string,
): Promise<ChatReply> {
  const seen = await calendars.lookAtTeam({ actor, teamId });
  if (seen.kind !== 'found') return problemReply(seen.kind);
  const { team, hours, today, onCall } = seen;
  if (isAllowed(actor, 'manage_team', { teamId })) return teamHoursForm(seen);
  const coming = hours.holidays.filter(({ day }) => day >= today);
  return message('calendar/team', {
    name: team.name,
    membersSetHours: hours.membersSetHours,
    ...hoursInWords(hours, today),
    holidays: coming.slice(0, mostListed).map(holidayInWords),
    moreHolidays: Math.max(0, coming.length - mostListed),
    onCall: onCall.slice(0, mostListed).map(({ monday, members }) => ({
      week: weekInWords(monday),
      who: members.map(({ name }) => name).join(', '),
    })),
  });
}

type Decided = Pick<
  SetTeamHours,
  'pattern' | 'from' | 'membersSetHours' | 'addedHolidays' | 'removedHolidays'
>;

function readValues(values: ModalValues, today: string): { decided: Decided } | { faults: Faults } {
  const read = readPattern(values, today);
  if ('faults' in read) return read;
  const added = readHolidays(String(values['addedHolidays'] ?? ''));
  if ('fault' in added) return { faults: { addedHolidays: added.fault } };
  const removed = values['removedHolidays'];
  if (read.pattern === null) throw new Error('A team has no team whose hours it could have');
  return {
    decided: {
      pattern: read.pattern,
      from: read.from,
      membersSetHours: values['membersSetHours'] === 'yes',
      addedHolidays: added.value,
      removedHolidays: typeof removed === 'string' ? [removed] : (removed ?? []),
    },
  };
}

function replyTo(outcome: SetTeamHoursOutcome): ModalReply {
  switch (outcome.kind) {
    case 'holiday twice':
      return {
        errors: { addedHolidays: `There is one already: ${holidayInWords(outcome.holiday)}.` },
      };
    case 'too many holidays':
      return { errors: { addedHolidays: 'These are too many: a team has at most 500 holidays.' } };
    case 'changed':
      return {
        reply: message('calendar/team-changed', {
          name: outcome.team.name,
          from: outcome.from && dayInWords(outcome.from),
        }),
      };
    case 'unchanged':
      return { reply: message('calendar/team-unchanged', { name: outcome.team.name }) };
    case 'stale': {
      const { id, name } = outcome.team;
      const actions = { edit: { actionId: editTeamHours, value: id } };
      return { reply: message('calendar/team-stale', { name, actions }) };
    }
    case 'unknown team':
    case 'not allowed':
    case 'already handled':
      return { reply: problemReply(outcome.kind) };
  }
}
