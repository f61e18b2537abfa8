import type { WorkspaceSeed } from '../slack/index.js';
import { samplePeople, sampleTeam } from './people.js';

const botUserId = 'U0CREWCHIEF';

/** The local Slack workspace with the sample team in it, in the time zone of this machine. */
export function sampleWorkspace(
  commands: WorkspaceSeed['commands'],
  timeZone: string,
): WorkspaceSeed {
  const everyone = [botUserId, ...samplePeople.map(({ slackId }) => slackId)];
  return {
    team: { id: 'T0LOCAL', name: 'Sample Crew', domain: 'sample-crew' },
    bot: { userId: botUserId, botId: 'B0CREWCHIEF', appId: 'A0CREWCHIEF', name: 'Crewchief' },
    users: samplePeople.map(({ slackId, name, title, role, kind }) => ({
      id: slackId,
      name: slackId.slice(2).toLowerCase(),
      realName: name,
      title,
      tz: timeZone,
      isAdmin: role === 'admin',
      isBot: kind === 'agent',
    })),
    channels: [
      { id: sampleTeam.channel, name: 'platform', topic: 'The Platform team', memberIds: everyone },
      { id: 'C0GENERAL', name: 'general', topic: 'Everybody', memberIds: everyone },
    ],
    commands: commands.map((command) => ({ ...command, shouldEscape: true })),
  };
}
