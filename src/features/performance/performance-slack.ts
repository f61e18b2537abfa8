import { type Message, message } from '../../shared/message.js';
import { isLocalDay, localDayAndTime } from '../calendar/index.js';
import type { ChatFeature, CommandRequest } from '../chat.js';
import {
  findMember,
  type MemberActor,
  type Namesakes,
  namesakesReply,
  type People,
  personView,
  teamMeant,
} from '../people/index.js';
import type { LookOutcome, TeamLookOutcome } from './look-at-score.js';
import type { Performance } from './performance-service.js';
import { standingOf } from './score.js';
import { termsView, whyView } from './why-view.js';

interface ChatDeps {
  readonly performance: Performance;
  readonly people: People;
}

/** `/crew score` and `/crew why score`. */
export function performanceChat(deps: ChatDeps): ChatFeature {
  return {
    subcommands: [
      {
        name: 'score',
        usage: '[@member|team]',
        summary: 'Your performance score; that of those you manage, or of your team',
        run: (request) =>
          /^team$/i.test(request.text) ? showTeam(deps, request) : showScore(deps, request),
      },
      {
        name: 'why score',
        usage: '[@member] [2026-11-20]',
        summary: 'Why a score is, or was, what it is: its terms, inputs and formula',
        run: (request) => showWhy(deps, request),
      },
    ],
    buttons: [],
    modals: [],
    home: (actor) => home(deps, actor),
  };
}

async function showScore(deps: ChatDeps, request: CommandRequest): Promise<Message> {
  const outcome = await look(deps, request, request.text);
  return outcome.kind === 'score'
    ? message('performance/score', { name: outcome.member.name, ...scoreView(outcome) })
    : refusal(outcome);
}

/** The member's own; whoever is in no team has none. */
async function home({ performance }: ChatDeps, actor: MemberActor): Promise<Message | null> {
  const { memberId } = actor;
  const outcome = await performance.look({ actor, memberId, intentId: `home/${memberId}` });
  return outcome.kind === 'score' ? message('performance/home', scoreView(outcome)) : null;
}

function scoreView(outcome: Extract<LookOutcome, { kind: 'score' }>) {
  const { snapshot, previous, seenBy, team, failedUpdate } = outcome;
  return {
    score: snapshot.value,
    standing: snapshot.value === null ? null : standingOf(snapshot.value),
    change: changeFrom(previous?.value ?? null, snapshot.value),
    previousDay: previous?.day ?? null,
    windowDays: snapshot.windowDays,
    ...termsView(snapshot),
    failedUpdate: failedUpdate?.error ?? null,
    seenBy: seenBy.map(({ by, at }) => ({
      who: personView(by ?? { name: 'somebody who left' }),
      when: localDayAndTime(at, team.timeZone),
    })),
  };
}

async function showWhy(deps: ChatDeps, request: CommandRequest): Promise<Message> {
  const words = request.text.split(/\s+/).filter((word) => word !== '');
  const day = words.find((word) => isLocalDay(word));
  const who = words.filter((word) => word !== day).join(' ');
  const outcome = await look(deps, request, who, day);
  return outcome.kind === 'score'
    ? message('performance/why', whyView(outcome.member, outcome.snapshot, outcome.team))
    : refusal(outcome);
}

async function look(
  { performance, people }: ChatDeps,
  { actor, intentId }: CommandRequest,
  text: string,
  day?: string,
): Promise<LookOutcome | Namesakes> {
  const own = actor.kind === 'member' ? actor.memberId : null;
  const found = text === '' ? null : await findMember(people, text);
  if (found && found.kind !== 'found') return found;
  const memberId = found?.member.id ?? own;
  if (memberId === null) return { kind: 'unknown member' };
  return performance.look({ actor, intentId, memberId, ...(day !== undefined && { day }) });
}

function refusal(outcome: Exclude<LookOutcome | Namesakes, { kind: 'score' }>): Message {
  switch (outcome.kind) {
    case 'namesakes':
      return namesakesReply(outcome);
    case 'unknown member':
      return message('performance/unknown-member', {});
    case 'not allowed':
      return message('performance/not-allowed', { name: outcome.member.name });
    case 'no team':
      return message('performance/no-team', { name: outcome.member.name });
    case 'no snapshot':
      return message('performance/no-snapshot', { name: outcome.member.name, day: outcome.day });
  }
}

async function showTeam(
  { performance, people }: ChatDeps,
  { actor, intentId }: CommandRequest,
): Promise<Message> {
  const team = teamMeant(await people.teams(), actor, '');
  if (!team) return message('performance/no-own-team', {});
  return teamReply(await performance.lookAtTeam({ actor, intentId, teamId: team.id }));
}

function teamReply(outcome: TeamLookOutcome): Message {
  switch (outcome.kind) {
    case 'unknown team':
      return message('performance/no-own-team', {});
    case 'not allowed':
      return message('performance/not-allowed', { name: outcome.team.name });
    case 'too few':
      return message('performance/team-too-few', {
        team: outcome.team.name,
        smallest: outcome.smallest,
      });
    case 'team score':
      return message('performance/team', {
        team: outcome.team.name,
        ...outcome.score,
        byMember:
          outcome.byMember?.map(({ member, value }) => ({
            who: personView(member),
            score: value,
            standing: standingOf(value),
          })) ?? null,
      });
  }
}

function changeFrom(before: number | null, now: number | null): string | null {
  if (before === null || now === null) return null;
  const change = now - before;
  if (Math.abs(change) < 0.05) return 'unchanged';
  return `${change > 0 ? '▲' : '▼'} ${Math.abs(change).toFixed(1)}`;
}
