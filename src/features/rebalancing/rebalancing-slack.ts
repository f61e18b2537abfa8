import type { Logger } from '../../shared/logger.js';
import { message } from '../../shared/message.js';
import type {
  ButtonHandler,
  ChatFeature,
  ChatReply,
  CommandRequest,
  ModalHandler,
} from '../chat.js';
import { type Actor, type People, teamMeant } from '../people/index.js';
import { mayRebalance } from './rebalancing-deps.js';
import type { Rebalancing } from './rebalancing-service.js';
import { applyReply, buttonIds, revertReply, suggestReply } from './rebalancing-replies.js';
import { namesOf } from './rebalancing-views.js';

interface ChatDeps {
  readonly rebalancing: Rebalancing;
  readonly people: People;
  readonly logger: Logger;
}

const chooseForm = 'rebalancing.choose';

/** `/crew rebalance`: suggestions for managers, applied and taken back by buttons. */
export function rebalancingChat(deps: ChatDeps): ChatFeature {
  return {
    subcommands: [
      {
        name: 'rebalance',
        usage: '--what-if [team]',
        summary: 'Suggest who could take work off whom, to apply by button (managers)',
        run: (request) => suggestFor(deps, request),
      },
    ],
    buttons: [suggestButton(deps), applyButton(deps), chooseButton(deps), revertButton(deps)],
    modals: [chooseModal(deps)],
  };
}

async function suggestFor(deps: ChatDeps, { actor, text }: CommandRequest): Promise<ChatReply> {
  const [, name = ''] = /^--what-if(?:\s+(.+))?$/i.exec(text) ?? [];
  if (!/^--what-if\b/i.test(text)) return message('rebalancing/usage', {});
  const team = teamMeant(await deps.people.teams(), actor, name);
  return team
    ? suggestReply(await deps.rebalancing.suggest({ actor, teamId: team.id }))
    : message('rebalancing/no-such-team', {});
}

function suggestButton({ rebalancing }: ChatDeps): ButtonHandler {
  return {
    actionId: buttonIds.suggest,
    run: async ({ actor, value: teamId }) => ({
      ...suggestReply(await rebalancing.suggest({ actor, teamId })),
      replacesOriginal: true,
    }),
  };
}

function applyButton({ rebalancing, people }: ChatDeps): ButtonHandler {
  return {
    actionId: buttonIds.applyAll,
    run: async ({ actor, intentId, value: suggestionId }) => {
      const request = { actor, intentId, suggestionId, taskIds: null };
      const reply = await applyReply(people, await rebalancing.apply(request));
      return { ...reply, replacesOriginal: true };
    },
  };
}

function revertButton({ rebalancing, people }: ChatDeps): ButtonHandler {
  return {
    actionId: buttonIds.revert,
    run: async ({ actor, intentId, value: suggestionId }) => {
      const outcome = await rebalancing.revert({ actor, intentId, suggestionId });
      return { ...(await revertReply(people, outcome)), replacesOriginal: true };
    },
  };
}

function chooseButton(deps: ChatDeps): ButtonHandler {
  return {
    actionId: buttonIds.choose,
    opensModal: true,
    run: ({ actor, value }) => openForm(deps, actor, value),
  };
}

async function openForm(deps: ChatDeps, actor: Actor, suggestionId: string): Promise<ChatReply> {
  const { rebalancing, people } = deps;
  const suggestion = await rebalancing.suggestion(suggestionId);
  if (!suggestion) return message('rebalancing/unknown-suggestion', {});
  if (!mayRebalance(deps, actor, suggestion.teamId)) {
    return message('rebalancing/not-allowed', {});
  }
  const { moves } = suggestion;
  const nameOf = namesOf(await people.members(moves.flatMap(({ fromId, toId }) => [fromId, toId])));
  return {
    callbackId: chooseForm,
    title: 'Choose moves',
    submit: 'Move them',
    metadata: suggestionId,
    fields: [
      {
        id: 'taskIds',
        kind: 'multi-select',
        label: 'Tasks that change hands',
        options: moves.map(({ taskId, fromId, toId, hours }) => ({
          value: taskId,
          label: `${taskId}, ${hours} h: ${nameOf(fromId)} → ${nameOf(toId)}`.slice(0, 75),
        })),
        initial: moves.map(({ taskId }) => taskId),
      },
    ],
  };
}

function chooseModal({ rebalancing, people }: ChatDeps): ModalHandler {
  return {
    callbackId: chooseForm,
    async submit({ actor, intentId, values, metadata: suggestionId }) {
      const chosen = values['taskIds'];
      const taskIds = Array.isArray(chosen) ? chosen.map(String) : [];
      const outcome = await rebalancing.apply({ actor, intentId, suggestionId, taskIds });
      if (outcome.kind === 'nothing chosen') return { errors: { taskIds: 'Choose at least one.' } };
      if (outcome.kind === 'too much') {
        const names = outcome.members.map(({ name }) => name).join(', ');
        return {
          errors: { taskIds: `Without the moves left out, ${names} would have more than fits.` },
        };
      }
      return { reply: await applyReply(people, outcome) };
    },
  };
}
