import { type Actor, systemActor, teamMeant } from '../../../src/features/people/index.js';
import { teamWith } from './samples.js';

const [apps, core, web] = ['Apps', 'Core', 'Web'].map((name) =>
  teamWith({ id: name.toLowerCase(), name, managerIds: [] }),
) as [ReturnType<typeof teamWith>, ReturnType<typeof teamWith>, ReturnType<typeof teamWith>];
const teams = [apps, core, web];

function actorWith(teamId: string | null, managesTeamIds: readonly string[] = []): Actor {
  return {
    kind: 'member',
    memberId: 'ana',
    name: 'Ana',
    slackId: 'U0ANA',
    role: 'manager',
    teamId,
    managesTeamIds,
    timeZone: 'UTC',
  };
}

test('a team is named in any letter case, and no other one is taken for a name that is unknown', () => {
  expect(teamMeant(teams, actorWith('apps'), ' WEB ')).toBe(web);
  expect(teamMeant(teams, actorWith('apps'), 'Sales')).toBeUndefined();
});

test.each<[string, Actor, string | undefined]>([
  ['in it and manages it among others', actorWith('web', ['apps', 'web']), 'web'],
  ['in one and manages others', actorWith('web', ['core', 'apps']), 'apps'],
  ['in one and manages none', actorWith('web'), 'web'],
  ['in none and manages none', actorWith(null), undefined],
  ['the bot itself', systemActor, undefined],
])('without a name, whoever is %s means the right team', (_, actor, id) => {
  expect(teamMeant(teams, actor, '')?.id).toBe(id);
});

test('without a name and a team of their own, people mean the only team that there is', () => {
  expect(teamMeant([core], actorWith(null), '')).toBe(core);
  expect(teamMeant([core], systemActor, '')).toBe(core);
});
