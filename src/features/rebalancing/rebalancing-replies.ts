import { type Message, message } from '../../shared/message.js';
import { localDayOf } from '../calendar/index.js';
import type { People } from '../people/index.js';
import type { ApplyOutcome } from './apply.js';
import {
  changesView,
  loadsView,
  movesView,
  namesOf,
  stuckView,
  unrevertedView,
} from './rebalancing-views.js';
import type { RevertOutcome } from './revert.js';
import type { SuggestOutcome } from './suggest.js';
import type { Suggestion } from './suggestion.js';

export const buttonIds = {
  suggest: 'rebalancing.suggest',
  applyAll: 'rebalancing.apply-all',
  choose: 'rebalancing.choose',
  revert: 'rebalancing.revert',
} as const;

const button = (actionId: string, value: string) => ({ actionId, value });

export function suggestReply(outcome: SuggestOutcome): Message {
  switch (outcome.kind) {
    case 'unknown team':
      return message('rebalancing/no-such-team', {});
    case 'not allowed':
      return message('rebalancing/not-allowed', {});
    case 'nothing to gain': {
      const nameOf = namesOf(outcome.loads.members.map(({ member }) => member));
      return message('rebalancing/nothing-to-gain', {
        team: outcome.loads.team.name,
        stuck: stuckView(outcome.stuck, nameOf),
      });
    }
    case 'suggested': {
      const { loads, suggestion, stuck } = outcome;
      const nameOf = namesOf(loads.members.map(({ member }) => member));
      const lastInstant = new Date(suggestion.horizon.to.getTime() - 1);
      return message('rebalancing/suggestion', {
        team: loads.team.name,
        until: localDayOf(lastInstant, loads.team.timeZone),
        moves: movesView(suggestion.moves, nameOf),
        loads: loadsView(suggestion, nameOf),
        stuck: stuckView(stuck, nameOf),
        actions: {
          applyAll: button(buttonIds.applyAll, suggestion.id),
          choose: button(buttonIds.choose, suggestion.id),
        },
      });
    }
  }
}

export async function applyReply(people: People, outcome: ApplyOutcome): Promise<Message> {
  switch (outcome.kind) {
    case 'unknown suggestion':
      return message('rebalancing/unknown-suggestion', {});
    case 'not allowed':
      return message('rebalancing/not-allowed', {});
    case 'nothing chosen':
      return message('rebalancing/nothing-chosen', {});
    case 'too much':
      return message('rebalancing/too-much', { names: outcome.members.map(({ name }) => name) });
    case 'already settled':
      return settledReply(people, outcome.suggestion);
    case 'changed since':
      return message('rebalancing/changed-since', {
        changes: changesView(outcome.changes, await nameOfMembers(people, outcome.suggestion)),
        actions: { suggest: button(buttonIds.suggest, outcome.suggestion.teamId) },
      });
    case 'applied': {
      const { moves, suggestion } = outcome;
      return message('rebalancing/applied', {
        moves: movesView(moves, await nameOfMembers(people, suggestion)),
        actions: { revert: button(buttonIds.revert, suggestion.id) },
      });
    }
  }
}

export async function revertReply(people: People, outcome: RevertOutcome): Promise<Message> {
  switch (outcome.kind) {
    case 'unknown suggestion':
      return message('rebalancing/unknown-suggestion', {});
    case 'not allowed':
      return message('rebalancing/not-allowed', {});
    case 'changed meanwhile':
      return message('rebalancing/changed-meanwhile', {});
    case 'not applied':
      return settledReply(people, outcome.suggestion);
    case 'nothing to revert':
      return message('rebalancing/reverted', {
        moves: [],
        unreverted: unrevertedView(outcome.unreverted),
      });
    case 'reverted': {
      const members = await people.members(outcome.moves.map(({ fromId }) => fromId));
      return message('rebalancing/reverted', {
        moves: movesView(outcome.moves, namesOf(members)),
        unreverted: unrevertedView(outcome.unreverted),
      });
    }
  }
}

async function settledReply(people: People, { id, state }: Suggestion): Promise<Message> {
  const by = state.kind === 'suggested' ? null : await people.member(state.byId);
  return message('rebalancing/already-settled', {
    state: state.kind,
    by: by?.name ?? null,
    actions: { revert: state.kind === 'applied' ? button(buttonIds.revert, id) : null },
  });
}

async function nameOfMembers(people: People, { moves }: Suggestion) {
  return namesOf(await people.members(moves.flatMap(({ fromId, toId }) => [fromId, toId])));
}
