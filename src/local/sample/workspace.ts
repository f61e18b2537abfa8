import { samplePeople, sampleTeamChannelId } from './people.js';

const botUserId = 'U0CREWCHIEF';

/** The local Slack workspace with the sample team in it, in the time zone of this machine. */
export function sampleWorkspace<Command>(commands: readonly Command[], timeZone: string) {
  const everyone = [botUserId, ...samplePeople.map(({ slackId }) => slackId)];
  return {
    team: { id: 'T0LOCAL', name: 'Sample Crew', domain: 'sample-crew' },
    bot: { userId: botUserId, botId: 'B0CREWCHIEF', appId: 'A0CREWCHIEF', name: 'Crewchief' },
    users: samplePeople.map(({ slackId, id, name, title, role, kind }) => ({
      id: slackId,
      name: id,
      realName: name,
      title,
      tz: timeZone,
      isAdmin: role === 'admin',
      isBot: kind === 'agent',
    })),
    channels: [
      {
        id: sampleTeamChannelId,
        name: 'platform',
        topic: 'The Platform team: decisions and digests',
        memberIds: everyone,
      },
      { id: 'C0GENERAL', name: 'general', topic: 'Everybody', memberIds: everyone },
    ],
    commands,
  };
}
