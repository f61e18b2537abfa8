import { type Message, message } from '../../shared/message.js';
import type { ChatFeature, CommandRequest } from '../chat.js';
import { findMember, namesakesReply, type People, personView, teamMeant } from '../people/index.js';
import { assumedHours, totalHours } from './load.js';
import { heldTasksView, loadView, untilOf } from './load-views.js';
import type { MemberLoadOutcome, TeamLoadOutcome } from './look-at-load.js';
import type { Workload } from './workload-service.js';

interface ChatDeps {
  readonly workload: Workload;
  readonly people: People;
}

/** `/crew load` */
export function workloadChat(deps: ChatDeps): ChatFeature {
  return {
    subcommands: [
      {
        name: 'load',
        usage: '[@member|team [name]]',
        summary: 'How much of your working hours your tasks take up; that of your team',
        run: (request) => show(deps, request),
      },
    ],
    buttons: [],
    modals: [],
  };
}

async function show(deps: ChatDeps, { actor, text }: CommandRequest): Promise<Message> {
  const [, isTeam, name = ''] = /^(team)(?:\s+(.+))?$/i.exec(text) ?? [];
  if (isTeam !== undefined) {
    const team = teamMeant(await deps.people.teams(), actor, name);
    return team
      ? teamReply(await deps.workload.lookAtTeam({ actor, teamId: team.id }))
      : message('workload/no-such-team', { name });
  }
  const own = actor.kind === 'member' ? actor.memberId : null;
  const found = text === '' ? null : await findMember(deps.people, text);
  if (found?.kind === 'namesakes') return namesakesReply(found);
  const memberId = found?.kind === 'unknown member' ? null : (found?.member.id ?? own);
  if (memberId === null) return message('workload/unknown-member', {});
  return memberReply(await deps.workload.look({ actor, memberId }), memberId === own);
}

function memberReply(outcome: MemberLoadOutcome, own: boolean): Message {
  switch (outcome.kind) {
    case 'unknown member':
      return message('workload/unknown-member', {});
    case 'not allowed':
      return message('workload/not-allowed', { name: outcome.name });
    case 'no team':
      return message('workload/no-team', { name: outcome.member.name });
    case 'load': {
      const { load, loads } = outcome;
      return message('workload/load', {
        heading: own ? 'Your load' : `Load of ${load.member.name}`,
        ...loadView(load),
        until: untilOf(loads),
        tasks: heldTasksView(load),
        assumedHours,
      });
    }
  }
}

function teamReply(outcome: TeamLoadOutcome): Message {
  switch (outcome.kind) {
    case 'unknown team':
      return message('workload/no-such-team', { name: '' });
    case 'not allowed':
      return message('workload/not-allowed', { name: outcome.name });
    case 'too few':
      return message('workload/too-few', { team: outcome.team.name, smallest: outcome.smallest });
    case 'team load': {
      const { loads, total, byPerson } = outcome;
      const counted = (state: string) =>
        loads.members.filter((each) => each.state === state).length;
      return message('workload/team', {
        team: loads.team.name,
        ...loadView(total),
        until: untilOf(loads),
        overloaded: counted('overloaded'),
        underused: counted('underused'),
        unassigned: loads.unassigned.length,
        unassignedHours: totalHours(loads.unassigned),
        members: byPerson
          ? loads.members.map((load) => ({
              who: personView(load.member),
              ...loadView(load),
              assumed: load.tasks.filter(({ estimatedHours }) => estimatedHours === null).length,
            }))
          : null,
        assumedHours,
      });
    }
  }
}
