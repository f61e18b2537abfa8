import { openSkillsOffice, type SkillsOffice, skillsIn } from './skills-office.js';

let office: SkillsOffice;
beforeAll(async () => {
  office = await openSkillsOffice();
});
afterAll(() => office.close());
beforeEach(() => office.reset());

const go4 = { name: 'go', level: 4 };
const accept = async (name: string, suggested = go4) =>
  office.skills.answer({ ...(await office.request(name)), suggested, accepted: true });
const putOff = async (name: string, suggested = go4) =>
  office.skills.answer({ ...(await office.request(name)), suggested, accepted: false });
const decide = async (name: string, answerId: string, confirmed: boolean) =>
  office.skills.confirm({ ...(await office.request(name)), answerId, confirmed });

/** Ana has accepted go at level 4. @returns the id by which it is confirmed. */
async function anaAsks(): Promise<string> {
  await office.completes('Ana', 5, 'go:4');
  await accept('Ana');
  const [asked] = await office.told('Mia');
  const actions = asked?.view['actions'] as { confirm: { value: string } } | undefined;
  return actions?.confirm.value ?? '';
}

test('completed tasks suggest a level; it is never set by itself', async () => {
  await office.completes('Ana', 5, 'go:4');
  expect(await office.suggestions('Ana')).toMatchObject([
    { name: 'go', level: 4, current: 3, evidence: { tasks: 5, shareOfEstimate: 0.96 } },
  ]);
  expect(await office.suggestions('Ben')).toEqual([]);
  expect((await office.member('Ana')).skills).toEqual(skillsIn('go:3; typescript:4'));
});

test('tasks of more than 180 days ago suggest nothing', async () => {
  await office.completes('Ana', 5, 'go:4');
  office.clock.advance(181 * 24 * 60 * 60_000);
  expect(await office.suggestions('Ana')).toEqual([]);
});

test('work under a former name of the skill counts, that with a retired skill does not', async () => {
  await office.completes('Ana', 3, 'go:4; typescript:5');
  await office.skills.rename({
    ...(await office.request('Ada')),
    from: 'go',
    to: 'golang',
    merge: false,
  });
  await office.skills.retire({ ...(await office.request('Ada')), name: 'typescript' });
  expect(await office.suggestions('Ana')).toMatchObject([{ name: 'golang', level: 4, current: 3 }]);
});

describe('an accepted suggestion', () => {
  test('asks those who manage the member, and leaves the level until one confirms', async () => {
    await office.completes('Ana', 5, 'go:4');
    const outcome = await accept('Ana');
    expect(outcome).toMatchObject({ kind: 'asked', suggested: go4 });
    expect(outcome.kind === 'asked' && outcome.asked.map(({ name }) => name).toSorted()).toEqual([
      'Ada',
      'Mia',
    ]);
    expect(await office.told('Mia')).toMatchObject([
      { template: 'skills/to-confirm', view: { name: 'go', level: 4, current: 3, tasks: 5 } },
    ]);
    expect(await office.told('Ben')).toEqual([]);
    expect((await office.member('Ana')).skills).toEqual(skillsIn('go:3; typescript:4'));
    expect(await office.suggestions('Ana')).toEqual([]);
    expect(await accept('Ana')).toMatchObject({ kind: 'no longer suggested' });
    expect(await office.told('Mia')).toHaveLength(1);
  });

  test('is set when a manager confirms it, with audit; the other hears who did, and so does the member', async () => {
    const answerId = await anaAsks();
    expect(await decide('Mia', answerId, true)).toMatchObject({
      kind: 'decided',
      answer: { state: 'confirmed' },
    });
    expect((await office.member('Ana')).skills).toEqual(skillsIn('go:4; typescript:4'));
    expect(await office.audit.about(`member ${office.idOf('Ana')}`, 1)).toMatchObject([
      { action: 'member changed', actorId: office.idOf('Mia') },
    ]);
    expect(await office.audit.about(`skills of member ${office.idOf('Ana')}`, 9)).toMatchObject([
      { action: 'skill suggestion accepted', actorId: office.idOf('Ana') },
      { action: 'skill level confirmed', actorId: office.idOf('Mia') },
    ]);
    expect((await office.told('Ada')).map(({ template }) => template)).toEqual([
      'skills/to-confirm',
      'skills/decided',
    ]);
    expect(await office.told('Ana')).toMatchObject([
      { template: 'skills/notice-decided', view: { isConfirmed: true, by: { name: 'Mia' } } },
    ]);
    expect(await decide('Ada', answerId, false)).toMatchObject({
      kind: 'decided before',
      answer: { state: 'confirmed' },
      decidedBy: { name: 'Mia' },
    });
    expect((await office.member('Ana')).skills).toEqual(skillsIn('go:4; typescript:4'));
  });

  test('changes nothing when it is refused, and comes again after three more tasks', async () => {
    const answerId = await anaAsks();
    await decide('Mia', answerId, false);
    expect((await office.member('Ana')).skills).toEqual(skillsIn('go:3; typescript:4'));
    expect(await office.told('Ana')).toMatchObject([{ view: { isConfirmed: false } }]);
    expect(await office.suggestions('Ana')).toEqual([]);
    await office.completes('Ana', 3, 'go:4');
    expect(await office.suggestions('Ana')).toMatchObject([{ level: 4 }]);
  });

  test('is confirmed by nobody but those who manage the member', async () => {
    const answerId = await anaAsks();
    for (const name of ['Ana', 'Ben']) {
      expect(await decide(name, answerId, true)).toEqual({ kind: 'not allowed' });
    }
    expect(await decide('Mia', 'no such answer', true)).toEqual({ kind: 'unknown' });
    expect((await office.member('Ana')).skills).toEqual(skillsIn('go:3; typescript:4'));
  });

  test('never lowers a level that was raised meanwhile', async () => {
    const answerId = await anaAsks();
    await office.db
      .collection<{ _id: string }>('members')
      .updateOne({ _id: office.idOf('Ana') }, { $set: { skills: skillsIn('go:5') } });
    expect(await decide('Mia', answerId, true)).toMatchObject({ kind: 'decided' });
    expect((await office.member('Ana')).skills).toEqual(skillsIn('go:5'));
  });

  test('is not set past what a member may have', async () => {
    const answerId = await anaAsks();
    const others = Array.from({ length: 30 }, (_, number) => ({ name: `s${number}`, level: 1 }));
    await office.db
      .collection<{ _id: string }>('members')
      .updateOne({ _id: office.idOf('Ana') }, { $set: { skills: others } });
    expect(await decide('Mia', answerId, true)).toMatchObject({ kind: 'invalid' });
    expect((await office.member('Ana')).skills).toHaveLength(30);
  });

  test('is set at once for those who change skills anyway', async () => {
    await office.completes('Ada', 3, 'go:4');
    expect(await accept('Ada')).toEqual({ kind: 'set', suggested: go4 });
    expect((await office.member('Ada')).skills).toEqual(skillsIn('go:4'));
    expect(await office.told('Mia')).toEqual([]);
    expect(await office.suggestions('Ada')).toEqual([]);
  });
});

test('one that is put off comes again after three more tasks, not before', async () => {
  await office.completes('Ana', 5, 'go:4');
  expect(await putOff('Ana')).toMatchObject({ kind: 'put off' });
  expect(await office.suggestions('Ana')).toEqual([]);
  await office.completes('Ana', 2, 'go:4');
  expect(await office.suggestions('Ana')).toEqual([]);
  expect(await accept('Ana')).toMatchObject({ kind: 'no longer suggested' });
  await office.completes('Ana', 1, 'go:4');
  expect(await office.suggestions('Ana')).toMatchObject([{ level: 4, evidence: { tasks: 8 } }]);
  expect(await office.told('Mia')).toEqual([]);
});

test.each([
  { name: 'go', level: 5 },
  { name: 'rust', level: 4 },
  { name: '', level: Number.NaN },
])('what was not suggested, such as %p, cannot be accepted', async (suggested) => {
  await office.completes('Ana', 5, 'go:4');
  expect(await accept('Ana', suggested)).toMatchObject({ kind: 'no longer suggested' });
  expect(await putOff('Ana', suggested)).toMatchObject({ kind: 'no longer suggested' });
  expect(await accept('Ben')).toMatchObject({ kind: 'no longer suggested' });
});
