import { teamRuleSubcommand } from '../../../src/features/assignments/slack/team-rule.js';
import type { MemberActor, People, Team } from '../../../src/features/people/index.js';

const teams = ['Core', 'Apps', 'Web'].map(
  (name) => ({ id: name.toLowerCase(), name }) as unknown as Team,
);

/** Mia manages Core and Apps, which lets silent offers expire. */
const mia: MemberActor = {
  kind: 'member',
  memberId: 'mia',
  slackId: 'U0MIA',
  name: 'Mia',
  role: 'manager',
  teamId: null,
  managesTeamIds: ['core', 'apps'],
  timeZone: 'UTC',
};

const typed = (text: string) =>
  teamRuleSubcommand({
    people: { teams: async () => teams } as unknown as People,
    assignments: {
      silenceRuleOf: async (teamId: string) => (teamId === 'apps' ? 're-offer' : 'accept'),
    },
  } as unknown as Parameters<typeof teamRuleSubcommand>[0]).run({
    actor: mia,
    text,
    intentId: 'intent',
  } as Parameters<ReturnType<typeof teamRuleSubcommand>['run']>[0]);

test.each([
  ['', ['core', 'apps'], 'accept'],
  ['apps', ['apps', 'core'], 're-offer'],
])('the form for “%s” shows the rule of that team', async (text, order, silence) => {
  expect(await typed(text)).toMatchObject({
    fields: [
      { id: 'team', initial: order[0], options: order.map((value) => ({ value })) },
      { id: 'silence', initial: silence },
    ],
  });
});

test('a team that somebody else manages is not known, and those that are get named', async () => {
  expect(await typed('Web')).toMatchObject({
    template: 'assignments/which-team',
    view: { typed: 'Web', teams: [{ name: 'Core' }, { name: 'Apps' }] },
  });
});
