import type { Actor } from '../actor.js';
import { personView } from '../person-view.js';
import type { ButtonHandler, Subcommand } from '../../chat.js';
import { message, type Message } from '../../../shared/message.js';
import type { ChatDeps } from './chat-deps.js';
import { pageOfPeople } from './people-list.js';

const nextPage = 'people/list';

/** `/crew people [page]` */
export function listSubcommand(deps: ChatDeps): Subcommand {
  return {
    name: 'people',
    usage: '[page]',
    summary: 'List the members of the teams that you may see',
    async run({ actor, text }) {
      if (text !== '' && !/^[1-9]\d{0,5}$/.test(text)) {
        return message('people/list-usage', { typed: text });
      }
      return listPage(actor, text === '' ? 1 : Number(text), deps);
    },
  };
}

export function nextPageButton(deps: ChatDeps): ButtonHandler {
  return { actionId: nextPage, run: ({ actor, value }) => listPage(actor, Number(value), deps) };
}

async function listPage(actor: Actor, wantedPage: number, { people }: ChatDeps): Promise<Message> {
  const [members, allTeams] = await Promise.all([people.activeMembers(), people.teams()]);
  const { teams, page, pages, total } = pageOfPeople(actor, members, allTeams, wantedPage);
  return message('people/list', {
    teams: teams.map(({ name, members: shown }) => ({
      name: name ?? 'Without a team',
      members: shown.map((member) => ({
        who: personView(member),
        role: member.role,
        timeZone: member.timeZone,
        isAgent: member.kind === 'agent',
      })),
    })),
    page,
    pages,
    beyond: wantedPage > pages,
    total,
    actions: page < pages ? { next: { actionId: nextPage, value: String(page + 1) } } : {},
  });
}
