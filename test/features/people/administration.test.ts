import { systemActor, type MemberActor } from '../../../src/features/people/index.js';
import { memberDetails, startPeople, type TestPeople, teamDetails } from './test-people.js';

let house: TestPeople;

beforeAll(async () => {
  house = await startPeople();
});
beforeEach(() => house.clear());
afterAll(() => house.close());

/** An admin who acts, and an engineer to be changed. */
async function anAdminAndBo(): Promise<{ admin: MemberActor; bo: string }> {
  const added = await house.addMember({ slackId: 'UADMIN', name: 'Ada', role: 'admin' });
  const bo = await house.addMember({ slackId: 'UBO', name: 'Bo' });
  const admin = await house.feature.people.actorById(added.id);
  if (!admin) throw new Error('there is no admin');
  return { admin, bo: bo.id };
}

describe('an admin', () => {
  test('adds a member, who can then act', async () => {
    const { admin } = await anAdminAndBo();

    const outcome = await house.feature.memberAdministration.add({
      actor: admin,
      intentId: 'add cy',
      details: memberDetails({ slackId: 'UCY', name: 'Cy', role: 'lead' }),
    });

    expect(outcome).toMatchObject({ kind: 'added', member: { name: 'Cy', version: 1 } });
    expect(await house.feature.people.actorBySlackId('UCY')).toMatchObject({
      name: 'Cy',
      role: 'lead',
      managesTeamIds: [],
    });
    expect(await house.audit.find('add cy')).toMatchObject({
      at: house.clock.now(),
      actorId: admin.memberId,
      action: 'member added',
      after: { name: 'Cy', role: 'lead', version: 1 },
    });
  });

  test('cannot give one Slack account to two members', async () => {
    const { admin, bo } = await anAdminAndBo();

    const added = await house.feature.memberAdministration.add({
      actor: admin,
      intentId: 'add again',
      details: memberDetails({ slackId: 'UBO', name: 'Bo Two' }),
    });
    const edited = await house.feature.memberAdministration.edit({
      actor: admin,
      intentId: 'steal',
      memberId: bo,
      version: 1,
      details: memberDetails({ slackId: 'UADMIN', name: 'Bo' }),
    });

    expect(added).toMatchObject({ kind: 'already member', member: { id: bo } });
    expect(edited).toMatchObject({ kind: 'already member', member: { name: 'Ada' } });
  });

  test('cannot put a member into a team that is not there', async () => {
    const { admin } = await anAdminAndBo();

    const outcome = await house.feature.memberAdministration.add({
      actor: admin,
      intentId: 'add cy',
      details: memberDetails({ slackId: 'UCY', name: 'Cy', teamId: 'nowhere' }),
    });

    expect(outcome).toEqual({ kind: 'faults', faults: { teamId: expect.any(String) } });
    expect(await house.feature.people.memberBySlackId('UCY')).toBeNull();
  });

  test('changes a member, and the audit log holds what was and what is', async () => {
    const { admin, bo } = await anAdminAndBo();

    const outcome = await house.feature.memberAdministration.edit({
      actor: admin,
      intentId: 'promote',
      memberId: bo,
      version: 1,
      details: memberDetails({ slackId: 'UBO', name: 'Bo', role: 'lead' }),
    });

    expect(outcome).toMatchObject({
      kind: 'changed',
      changes: [{ field: 'role', before: 'engineer', after: 'lead' }],
    });
    expect(await house.audit.find('promote')).toMatchObject({
      subject: `member ${bo}`,
      before: { role: 'engineer' },
      after: { role: 'lead', version: 2 },
    });
  });

  test('who changes nothing leaves no trace', async () => {
    const { admin, bo } = await anAdminAndBo();

    const outcome = await house.feature.memberAdministration.edit({
      actor: admin,
      intentId: 'nothing',
      memberId: bo,
      version: 1,
      details: memberDetails({ slackId: 'UBO', name: 'Bo' }),
    });

    expect(outcome).toMatchObject({ kind: 'unchanged', member: { version: 1 } });
    expect(await house.audit.find('nothing')).toBeNull();
  });

  test('who saw an older version is told what has changed since', async () => {
    const { admin, bo } = await anAdminAndBo();
    const edit = (intentId: string, weeklyCapacityHours: number) =>
      house.feature.memberAdministration.edit({
        actor: admin,
        intentId,
        memberId: bo,
        version: 1,
        details: memberDetails({ slackId: 'UBO', name: 'Bo', weeklyCapacityHours }),
      });

    await edit('first', 32);
    const second = await edit('second', 20);

    expect(second).toMatchObject({
      kind: 'stale',
      member: { weeklyCapacityHours: 32, version: 2 },
      changes: [{ field: 'weeklyCapacityHours', before: 40, after: 32 }],
    });
    expect((await house.feature.people.member(bo))?.weeklyCapacityHours).toBe(32);
  });

  test('removes a member, who can act no more and keeps the record', async () => {
    const { admin, bo } = await anAdminAndBo();
    const remove = (intentId: string) =>
      house.feature.memberAdministration.remove({ actor: admin, intentId, memberId: bo });

    expect(await remove('remove')).toMatchObject({ kind: 'removed' });
    expect(await remove('remove again')).toMatchObject({ kind: 'already removed' });
    expect(await house.feature.people.actorBySlackId('UBO')).toBeNull();
    expect(await house.feature.people.member(bo)).toMatchObject({ name: 'Bo', active: false });
    expect(await house.feature.people.activeMembers()).toHaveLength(1);
  });

  test('takes a removed member back under the same id', async () => {
    const { admin, bo } = await anAdminAndBo();
    await house.feature.memberAdministration.remove({
      actor: admin,
      intentId: 'remove',
      memberId: bo,
    });

    const outcome = await house.feature.memberAdministration.add({
      actor: admin,
      intentId: 'back',
      details: memberDetails({ slackId: 'UBO', name: 'Bo' }),
    });

    expect(outcome).toMatchObject({ kind: 'added', member: { id: bo, version: 3 } });
  });
});

describe('the same intent', () => {
  test('adds one member, also when both deliveries arrive at once', async () => {
    const { admin } = await anAdminAndBo();
    const add = () =>
      house.feature.memberAdministration.add({
        actor: admin,
        intentId: 'add cy',
        details: memberDetails({ slackId: 'UCY', name: 'Cy' }),
      });

    const outcomes = await Promise.all([add(), add()]);

    expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['added', 'already handled']);
    expect(await house.feature.people.activeMembers()).toHaveLength(3);
  });

  test('that changed a member is answered with how the member is now', async () => {
    const { admin, bo } = await anAdminAndBo();
    const edit = () =>
      house.feature.memberAdministration.edit({
        actor: admin,
        intentId: 'promote',
        memberId: bo,
        version: 1,
        details: memberDetails({ slackId: 'UBO', name: 'Bo', role: 'lead' }),
      });

    await edit();

    expect(await edit()).toMatchObject({
      kind: 'already handled',
      member: { role: 'lead', version: 2 },
    });
  });

  test('adds one team', async () => {
    const { admin } = await anAdminAndBo();
    const add = () =>
      house.feature.teamAdministration.add({
        actor: admin,
        intentId: 'add core',
        details: teamDetails({ name: 'Core', managerIds: [admin.memberId] }),
      });

    await add();

    expect(await add()).toMatchObject({ kind: 'already handled', team: { name: 'Core' } });
    expect(await house.feature.people.teams()).toHaveLength(1);
  });
});

describe('the last admin', () => {
  test('can neither be demoted nor removed', async () => {
    const { admin } = await anAdminAndBo();
    const { memberAdministration } = house.feature;

    const demoted = await memberAdministration.edit({
      actor: admin,
      intentId: 'demote',
      memberId: admin.memberId,
      version: 1,
      details: memberDetails({ slackId: 'UADMIN', name: 'Ada', role: 'manager' }),
    });
    const removed = await memberAdministration.remove({
      actor: admin,
      intentId: 'remove',
      memberId: admin.memberId,
    });

    expect([demoted.kind, removed.kind]).toEqual(['last admin', 'last admin']);
    expect(await house.feature.people.admins()).toHaveLength(1);
  });

  test('stays when two admins remove each other at once', async () => {
    const { admin } = await anAdminAndBo();
    const other = await house.addMember({ slackId: 'UEVE', name: 'Eve', role: 'admin' });
    const remove = (memberId: string) =>
      house.feature.memberAdministration.remove({
        actor: admin,
        intentId: `remove ${memberId}`,
        memberId,
      });

    const outcomes = await Promise.all([remove(admin.memberId), remove(other.id)]);

    expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['last admin', 'removed']);
  });
});

describe('whoever the configuration names as an admin', () => {
  const profile = { slackId: 'UFIRST', name: 'Fay', timeZone: 'Europe/Berlin' };

  test('gets a record once, and is an admin', async () => {
    await house.feature.ensureFirstAdmins([profile]);
    await house.feature.ensureFirstAdmins([profile]);

    expect(await house.feature.people.admins()).toMatchObject([{ name: 'Fay', version: 1 }]);
    expect(await house.feature.people.actorBySlackId('UFIRST')).toMatchObject({ role: 'admin' });
  });

  test('is an admin whatever the record says', async () => {
    await house.addMember({ slackId: 'UFIRST', name: 'Fay', role: 'engineer' });

    expect(await house.feature.people.actorBySlackId('UFIRST')).toMatchObject({ role: 'admin' });
    expect(await house.feature.people.admins()).toMatchObject([{ name: 'Fay' }]);
  });

  test('can be neither demoted, nor removed, nor given another account', async () => {
    const { admin } = await anAdminAndBo();
    await house.feature.ensureFirstAdmins([profile]);
    const fay = await house.feature.people.memberBySlackId('UFIRST');
    const memberId = fay?.id ?? '';
    const edit = (intentId: string, change: object) =>
      house.feature.memberAdministration.edit({
        actor: admin,
        intentId,
        memberId,
        version: 1,
        details: memberDetails({ slackId: 'UFIRST', name: 'Fay', role: 'admin', ...change }),
      });

    const outcomes = [
      await edit('demote', { role: 'lead' }),
      await edit('swap', { slackId: 'UOTHER' }),
      await house.feature.memberAdministration.remove({ actor: admin, intentId: 'out', memberId }),
    ];

    expect(outcomes.map(({ kind }) => kind)).toEqual(
      Array.from({ length: 3 }, () => 'configured admin'),
    );
  });

  test('comes back when removed before being named', async () => {
    const { admin } = await anAdminAndBo();
    const fay = await house.addMember({ slackId: 'UFIRST', name: 'Fay', active: false });
    expect(await house.feature.people.actorBySlackId('UFIRST')).toBeNull();

    await house.feature.ensureFirstAdmins([profile, { ...profile, slackId: 'USTRANGER' }]);

    expect(await house.feature.people.actorById(fay.id)).toMatchObject({ role: 'admin' });
    expect(await house.feature.people.memberBySlackId('USTRANGER')).toBeNull();
    expect(admin.role).toBe('admin');
  });
});

describe('a team', () => {
  test('makes its managers act as such', async () => {
    const { admin } = await anAdminAndBo();
    const max = await house.addMember({ slackId: 'UMAX', name: 'Max', role: 'manager' });

    const outcome = await house.feature.teamAdministration.add({
      actor: admin,
      intentId: 'core',
      details: teamDetails({ name: 'Core', managerIds: [max.id] }),
    });

    const [team] = await house.feature.people.teams();
    expect(outcome).toEqual({ kind: 'added', team });
    expect(await house.feature.people.actorBySlackId('UMAX')).toMatchObject({
      managesTeamIds: [team?.id],
    });
  });

  test('takes only active managers and admins for managers', async () => {
    const { admin, bo } = await anAdminAndBo();
    const gone = await house.addMember({ name: 'Gone', role: 'manager', active: false });
    const addWith = (managerId: string) =>
      house.feature.teamAdministration.add({
        actor: admin,
        intentId: managerId,
        details: teamDetails({ name: 'Core', managerIds: [managerId] }),
      });

    const outcomes = [await addWith(bo), await addWith(gone.id), await addWith('nobody')];

    expect(outcomes).toEqual(
      outcomes.map(() => ({ kind: 'faults', faults: { managerIds: expect.any(String) } })),
    );
  });

  test('needs a name of its own, whatever the letter case', async () => {
    const { admin } = await anAdminAndBo();
    await house.addTeam({ name: 'Core', managerIds: [admin.memberId] });

    const outcome = await house.feature.teamAdministration.add({
      actor: admin,
      intentId: 'again',
      details: teamDetails({ name: 'CORE', managerIds: [admin.memberId] }),
    });

    expect(outcome).toEqual({ kind: 'faults', faults: { name: expect.any(String) } });
  });

  test('keeps its manager in office and in role', async () => {
    const { admin } = await anAdminAndBo();
    const max = await house.addMember({ slackId: 'UMAX', name: 'Max', role: 'manager' });
    await house.addTeam({ name: 'Core', managerIds: [max.id] });
    const { memberAdministration } = house.feature;

    const removed = await memberAdministration.remove({
      actor: admin,
      intentId: 'remove',
      memberId: max.id,
    });
    const demoted = await memberAdministration.edit({
      actor: admin,
      intentId: 'demote',
      memberId: max.id,
      version: 1,
      details: memberDetails({ slackId: 'UMAX', name: 'Max', role: 'lead' }),
    });

    expect(removed).toMatchObject({ kind: 'still manages', teams: [{ name: 'Core' }] });
    expect(demoted).toMatchObject({ kind: 'still manages', teams: [{ name: 'Core' }] });
  });

  test('is changed in the version that was seen, and else tells what has changed', async () => {
    const { admin } = await anAdminAndBo();
    const team = await house.addTeam({ name: 'Core', managerIds: [admin.memberId] });
    const edit = (intentId: string, evaluationHour: number) =>
      house.feature.teamAdministration.edit({
        actor: admin,
        intentId,
        teamId: team.id,
        version: 1,
        details: teamDetails({ name: 'Core', managerIds: [admin.memberId], evaluationHour }),
      });

    expect(await edit('first', 7)).toMatchObject({ kind: 'changed', team: { version: 2 } });
    expect(await edit('second', 8)).toMatchObject({
      kind: 'stale',
      team: { evaluationHour: 7 },
      changes: [{ field: 'evaluationHour', before: 9, after: 7 }],
    });
  });
});

describe('whoever is no admin', () => {
  test.each(['engineer', 'lead', 'manager', 'auditor'] as const)(
    'changes nothing, as %s',
    async (role) => {
      const { bo } = await anAdminAndBo();
      const member = await house.addMember({ slackId: 'UME', name: 'Me', role });
      const actor = await house.feature.people.actorById(member.id);
      if (!actor) throw new Error('there is no actor');
      const { memberAdministration, teamAdministration } = house.feature;
      const request = { actor, intentId: 'mine' };
      const details = memberDetails({ slackId: 'UCY', name: 'Cy' });
      const team = teamDetails({ name: 'Core', managerIds: [member.id] });

      const outcomes = await Promise.all([
        memberAdministration.add({ ...request, details }),
        memberAdministration.edit({ ...request, details, memberId: bo, version: 1 }),
        memberAdministration.remove({ ...request, memberId: bo }),
        teamAdministration.add({ ...request, details: team }),
        teamAdministration.edit({ ...request, details: team, teamId: 'core', version: 1 }),
      ]);

      expect(outcomes).toEqual(outcomes.map(() => ({ kind: 'not allowed' })));
      expect(await house.feature.people.members([bo])).toMatchObject([{ version: 1 }]);
      expect(house.logLines.map((line) => JSON.parse(line) as unknown)).toEqual(
        ['add a member', 'edit a member', 'remove a member', 'add a team', 'edit a team'].map(
          (what) => expect.objectContaining({ actorId: member.id, what }),
        ),
      );
    },
  );
});

test('what is not there is said to be unknown', async () => {
  const { memberAdministration, teamAdministration } = house.feature;
  const request = { actor: systemActor, intentId: 'lost', version: 1 };
  const details = memberDetails({ slackId: 'UCY', name: 'Cy' });
  const team = teamDetails({ name: 'Core', managerIds: [] });

  expect(await memberAdministration.edit({ ...request, details, memberId: 'x' })).toEqual({
    kind: 'unknown member',
  });
  expect(await memberAdministration.remove({ ...request, memberId: 'x' })).toEqual({
    kind: 'unknown member',
  });
  expect(await teamAdministration.edit({ ...request, details: team, teamId: 'x' })).toEqual({
    kind: 'unknown team',
  });
});
