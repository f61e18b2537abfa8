import { message, type Message } from '../../../shared/message.js';
import type { CommandRequest, Subcommand } from '../../chat.js';
import { personView, teamMeant } from '../../people/index.js';
import { addLocalDays, isLocalDay, isoWeekOf, type LocalDay, mondayOf } from '../local-day.js';
import type { SetOnCallOutcome } from '../set-on-call.js';
import { type ChatDeps, problemReply, subjectOf } from './chat-deps.js';
import { weekInWords } from '../words.js';

const mostListed = 12;

/** `/crew calendar oncall` */
export function onCallSubcommand(deps: ChatDeps): Subcommand {
  return {
    name: 'calendar oncall',
    usage: '[@member 2026-W48 [off]]',
    summary: 'Who is on call in which week; managers put somebody on call, or off it again',
    run: (request) => (request.text === '' ? list(deps, request) : set(deps, request)),
  };
}

async function list({ calendars, people }: ChatDeps, { actor }: CommandRequest): Promise<Message> {
  const team = teamMeant(await people.teams(), actor, '');
  if (!team) return problemReply('unknown team');
  const seen = await calendars.lookAtTeam({ actor, teamId: team.id });
  if (seen.kind !== 'found') return problemReply(seen.kind);
  return message('calendar/on-call', {
    name: seen.team.name,
    weeks: seen.onCall.slice(0, mostListed).map(({ monday, members }) => ({
      week: weekInWords(monday),
      who: members.map(personView),
    })),
  });
}

async function set(deps: ChatDeps, { actor, intentId, text }: CommandRequest): Promise<Message> {
  const subject = await subjectOf(text, actor, deps.people);
  if (!subject) return problemReply('unknown member');
  const [week = '', off, ...more] = subject.rest.split(/\s+/);
  const day = dayOfWeek(week);
  if (day === null || more.length > 0 || (off !== undefined && off.toLowerCase() !== 'off')) {
    return message('calendar/on-call-usage', { typed: subject.rest });
  }
  const { memberId } = subject;
  const onCall = off === undefined;
  return replyTo(await deps.calendars.setOnCall({ actor, intentId, memberId, day, onCall }));
}

/** A day of the week that is named by its number or by one of its days. */
function dayOfWeek(text: string): LocalDay | null {
  const [, year, week] = /^(\d{4})-W(\d{2})$/i.exec(text) ?? [];
  if (year === undefined) return isLocalDay(text) ? text : null;
  const monday = addLocalDays(mondayOf(`${year}-01-04`), (Number(week) - 1) * 7);
  return isoWeekOf(monday) === text.toUpperCase() ? monday : null;
}

function replyTo(outcome: SetOnCallOutcome): Message {
  switch (outcome.kind) {
    case 'over':
      return message('calendar/on-call-over', {});
    case 'too far':
      return message('calendar/on-call-too-far', {});
    case 'changed':
    case 'unchanged': {
      const { member, monday, onCall } = outcome;
      return message('calendar/on-call-set', {
        name: member.name,
        week: weekInWords(monday),
        onCall,
        already: outcome.kind === 'unchanged',
      });
    }
    case 'unknown member':
    case 'not allowed':
    case 'already handled':
      return problemReply(outcome.kind);
  }
}
