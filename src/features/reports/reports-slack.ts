import { type Message, message } from '../../shared/message.js';
import type { ChatFeature, CommandRequest, Subcommand } from '../chat.js';
import { parseBucket } from '../measurements/index.js';
import { type Actor, isAllowed, type People, type Team, teamMeant } from '../people/index.js';
import { previewMessage, reportMessage } from './report-messages.js';
import type { Reports } from './reports-service.js';

export interface ReportsChatDeps {
  readonly reports: Reports;
  readonly people: People;
}

/** `/crew digest` and `/crew digest preview` */
export function reportsChat(deps: ReportsChatDeps): ChatFeature {
  return {
    subcommands: [digestSubcommand(deps), previewSubcommand(deps)],
    buttons: [],
    modals: [],
  };
}

function digestSubcommand(deps: ReportsChatDeps): Subcommand {
  return {
    name: 'digest',
    usage: '[2026-W47] [team]',
    summary: 'Show a weekly digest of your team again',
    async run({ actor, text }) {
      const [typed] = /^\d{4}-W\d{2}(?=\s|$)/i.exec(text) ?? [];
      const team = await chooseTeam(deps, actor, text.slice(typed?.length ?? 0).trim());
      if (!isTeam(team)) return team;
      const week = typed === undefined ? null : parseBucket(typed, 'weekly');
      if (typed !== undefined && week === null) return message('reports/no-week', { typed });
      const found = await deps.reports.digest(actor, team, week);
      switch (found.kind) {
        case 'not allowed':
          return message('reports/not-allowed', { team: team.name });
        case 'none':
          return message('reports/no-digest', {
            team: team.name,
            week,
            weeks: found.weeks.map((each) => ({ week: each })),
          });
        case 'found':
          return reportMessage(found.report, team);
      }
    },
  };
}

function previewSubcommand(deps: ReportsChatDeps): Subcommand {
  return {
    name: 'digest preview',
    usage: '[team]',
    summary: 'Show what your team’s next digest would say, to you alone',
    async run({ actor, text }) {
      const team = await chooseTeam(deps, actor, text);
      if (!isTeam(team)) return team;
      const preview = await deps.reports.previewDigest(actor, team);
      switch (preview.kind) {
        case 'not allowed':
          return message('reports/not-allowed', { team: team.name });
        case 'empty':
          return message('reports/nothing-to-tell', { team: team.name });
        case 'previewed':
          return previewMessage(preview.figures, team, preview.from);
      }
    },
  };
}

/** The team that is meant among those that one may see. */
async function chooseTeam(
  { people }: ReportsChatDeps,
  actor: CommandRequest['actor'],
  name: string,
): Promise<Team | Message> {
  const teams = await visibleTeams(people, actor);
  const team = teamMeant(teams, actor, name);
  return (
    team ??
    message('reports/which-team', {
      typed: name,
      teams: teams.map((each) => ({ name: each.name })),
    })
  );
}

async function visibleTeams(people: People, actor: Actor): Promise<readonly Team[]> {
  const teams = await people.teams();
  return teams.filter(({ id }) => isAllowed(actor, 'view_team', { teamId: id }));
}

function isTeam(found: Team | Message): found is Team {
  return 'channelId' in found;
}
