import type { Subcommand } from '../../chat.js';
import { message } from '../../../shared/message.js';
import { weekdays } from '../../../shared/weekdays.js';
import { personView } from '../person-view.js';
import { isAllowed } from '../authorisation.js';
import { teamMeant } from '../team-meant.js';
import type { ChatDeps } from './chat-deps.js';

/** `/crew team [name]` */
export function teamSubcommand({ people }: ChatDeps): Subcommand {
  return {
    name: 'team',
    usage: '[name]',
    summary: 'Show your team, or one that you may see',
    async run({ actor, text }) {
      const teams = await people.teams();
      const visible = teams.filter(({ id }) => isAllowed(actor, 'view_team', { teamId: id }));
      const team = teamMeant(visible, actor, text);
      if (!team) {
        return message('people/which-team', {
          typed: text,
          teams: visible.map(({ name }) => ({ name })),
        });
      }
      const [managers, members] = await Promise.all([
        people.members(team.managerIds),
        people.activeMembers(team.id),
      ]);
      return message('people/team', {
        name: team.name,
        channelId: team.channelId,
        managers: managers.map(personView),
        timeZone: team.timeZone,
        decisionsGoToChannel: team.decisionsGoTo === 'channel',
        measurementHour: team.measurementHour,
        evaluationHour: team.evaluationHour,
        digestDay: weekdays[team.digestDay - 1],
        digestHour: team.digestHour,
        memberCount: members.length,
      });
    },
  };
}
