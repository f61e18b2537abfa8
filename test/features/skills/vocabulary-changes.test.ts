import { readPeopleFile } from '../../../src/features/people/index.js';
import { openSkillsOffice, type SkillsOffice, skillsIn } from './skills-office.js';

let office: SkillsOffice;
beforeAll(async () => {
  office = await openSkillsOffice();
});
afterAll(() => office.close());
beforeEach(() => office.reset());

const add = async (name: string, by = 'Ada') =>
  office.skills.add({ ...(await office.request(by)), name });
const retire = async (name: string, by = 'Ada') =>
  office.skills.retire({ ...(await office.request(by)), name });
const rename = async (from: string, to: string, by = 'Ada') =>
  office.skills.rename({ ...(await office.request(by)), from, to, merge: false });
const merge = async (from: string, to: string, by = 'Ada') =>
  office.skills.rename({ ...(await office.request(by)), from, to, merge: true });

/** Creates a task for which a member asks; the faults, or null when it was created. */
async function requires(by: string, skills: string): Promise<string | null> {
  const outcome = await office.tasks.create({
    ...(await office.request(by)),
    task: {
      title: 'A task',
      notes: null,
      teamId: office.team.id,
      assigneeId: null,
      priority: 'normal',
      dueOn: null,
      estimatedHours: 4,
      monitoring: null,
      requiredSkills: skillsIn(skills),
    },
  });
  return outcome.kind === 'invalid' ? (outcome.faults['requiredSkills'] ?? '') : null;
}

describe('the list', () => {
  test('counts members by level and open tasks for admins', async () => {
    await office.task({ requiredSkills: skillsIn('go:2') });
    await office.completes('Ana', 1, 'go:2');
    expect(await office.skills.look(await office.actor('Ada'))).toEqual({
      kind: 'lines',
      retired: [],
      lines: [
        {
          name: 'go',
          members: 2,
          levels: [
            { level: 3, members: 1 },
            { level: 2, members: 1 },
          ],
          openTasks: 1,
          alike: null,
        },
        {
          name: 'typescript',
          members: 1,
          levels: [{ level: 4, members: 1 }],
          openTasks: 0,
          alike: null,
        },
      ],
    });
  });

  test('tells others the names alone, managers included', async () => {
    for (const name of ['Ana', 'Mia']) {
      expect(await office.skills.look(await office.actor(name))).toEqual({
        kind: 'names',
        names: ['go', 'typescript'],
      });
    }
  });

  test('marks a name that may be a slip of another', async () => {
    await add('typscript');
    const seen = await office.skills.look(await office.actor('Ada'));
    expect(seen.kind === 'lines' && seen.lines.map(({ name, alike }) => [name, alike])).toEqual([
      ['go', null],
      ['typescript', null],
      ['typscript', 'typescript'],
    ]);
  });
});

test('only admins change the vocabulary', async () => {
  for (const by of ['Ana', 'Mia']) {
    const outcomes = [
      await add('rust', by),
      await retire('go', by),
      await rename('go', 'golang', by),
      await merge('go', 'typescript', by),
    ];
    expect(outcomes).toEqual(outcomes.map(() => ({ kind: 'not allowed' })));
  }
  expect(await office.db.collection('skills').countDocuments()).toBe(0);
  expect((await office.member('Ana')).skills).toEqual(skillsIn('go:3; typescript:4'));
});

describe('a renamed skill', () => {
  test('is called so at members and in open tasks, each with its audit entry; done ones stay', async () => {
    const open = await office.task({ requiredSkills: skillsIn('go:2; typescript:1') });
    await office.completes('Ana', 1, 'go:2');
    const version = (await office.member('Ana')).version;

    expect(await rename('Go', 'Golang')).toEqual({
      kind: 'renamed',
      from: 'go',
      to: 'golang',
      members: 2,
      tasks: 1,
    });

    expect(await office.member('Ana')).toMatchObject({
      skills: skillsIn('golang:3; typescript:4'),
      version: version + 1,
    });
    expect((await office.member('Ben')).skills).toEqual(skillsIn('golang:2'));
    expect(await office.tasks.task(open.id)).toMatchObject({
      requiredSkills: skillsIn('golang:2; typescript:1'),
      version: 2,
    });
    expect((await office.tasks.task('T-2'))?.requiredSkills).toEqual(skillsIn('go:2'));
    expect(await office.audit.about(`member ${office.idOf('Ben')}`, 1)).toMatchObject([
      { action: 'member changed', actorId: office.idOf('Ada') },
    ]);
    expect(await office.audit.about(`task ${open.id}`, 9)).toMatchObject([
      { action: 'task created' },
      { action: 'task edited', reason: 'the skill go is called golang now' },
    ]);
    expect(await office.audit.about('skill golang', 9)).toMatchObject([
      { action: 'skill renamed', before: { name: 'go' }, after: { members: 2, tasks: 1 } },
    ]);
  });

  test('is found by its former name, which nobody gets any more', async () => {
    await rename('go', 'golang');
    expect(await requires('Ada', 'go:2')).toContain('is called “golang” now');
    expect(await requires('Ana', 'golang:2')).toBeNull();
    expect(await rename('go', 'g')).toEqual({
      kind: 'unknown skill',
      name: 'go',
      nearest: 'golang',
    });
    expect(await add('go')).toEqual({ kind: 'former name', name: 'go', now: 'golang' });
  });

  test('counts in scores for work that was completed under its former name', async () => {
    await office.completes('Ana', 2, 'go:4');
    await rename('go', 'golang');
    await office.completes('Ana', 1, 'golang:4');
    office.clock.advance(2_000);
    await office.settle();
    const scores = await office.db.collection('performance_scores').find().toArray();
    const own = scores.find(({ memberId }) => memberId === office.idOf('Ana'));
    expect(own).toMatchObject({
      inputs: { matches: [{ match: 0.75 }, { match: 0.75 }, { match: 0.75 }] },
    });
  });

  describe('stands under its present name', () => {
    async function offered() {
      const task = await office.task({ requiredSkills: skillsIn('go:3') });
      await office.assignments.assignTeam(office.team.id, 'test');
      const offer = await office.offerTo('Ana');
      if (!offer) throw new Error('Ana has no offer');
      return { task, offer };
    }

    const offersSent = async () =>
      office.db
        .collection('notification_logs')
        .find({ to: 'U0ANA', 'message.template': 'assignments/offer' })
        .sort({ sequence: 1 })
        .toArray();

    const post = async () =>
      office.db
        .collection('notification_logs')
        .updateMany({}, { $set: { status: 'sent', posted: { channel: 'D1', ts: '1' } } });

    test('in an open offer: in what is kept, and by an edit of what was posted', async () => {
      const { offer } = await offered();
      await post();
      await rename('go', 'golang');

      const kept = await office.offerTo('Ana');
      expect(kept).toMatchObject({ id: offer.id, state: 'offered', requiredSkills: ['golang'] });
      expect(JSON.stringify(kept)).not.toMatch(/\bgo\b/);
      expect(kept?.reasons.map(({ words }) => words)).toContain(
        'your level in golang is 3, 3 needed',
      );
      expect(kept?.others).toContainEqual({
        memberId: office.idOf('Ben'),
        because: 'lacks golang at level 3',
      });
      const [first, edit] = await offersSent();
      expect(edit).toMatchObject({
        key: first?.['key'] as string,
        editsOnly: true,
        message: { view: { skills: 'golang', actions: { accept: { value: offer.id } } } },
      });
      expect(await office.answer('Ana', 'accept', offer.id)).toMatchObject({ kind: 'answered' });
    });

    test('in an offer that waits to be posted, which is posted once', async () => {
      await offered();
      await rename('go', 'golang');
      const sent = await offersSent();
      expect(sent).toMatchObject([
        { status: 'queued', message: { view: { skills: 'golang' } }, repeats: true },
      ]);
      expect(JSON.stringify(sent)).not.toMatch(/\bgo\b/);
    });

    test('where somebody declined for lack of it', async () => {
      const { offer } = await offered();
      await office.decline('Ana', offer.id, 'skills');
      await rename('go', 'golang');
      const other = await office.task({ requiredSkills: skillsIn('golang:3') });
      await office.assignments.assignTeam(office.team.id, 'again');
      expect(await office.offerTo('Ana')).toBeNull();
      expect(await office.tasks.task(other.id)).toMatchObject({ assigneeId: null });
    });
  });

  test('can have its first name back', async () => {
    await rename('go', 'golang');
    expect(await rename('golang', 'go')).toMatchObject({ kind: 'renamed', members: 2 });
    expect(await requires('Ana', 'go:2')).toBeNull();
    expect(await requires('Ana', 'golang:2')).toContain('is called “go” now');
  });

  test('does not take the name of another one', async () => {
    expect(await rename('go', 'typescript')).toEqual({
      kind: 'name taken',
      from: 'go',
      to: 'typescript',
    });
    expect(await rename('go', 'GO')).toEqual({ kind: 'is so already', name: 'go' });
    expect(await rename('typscript', 'ts')).toEqual({
      kind: 'unknown skill',
      name: 'typscript',
      nearest: 'typescript',
    });
  });

  test('leaves all as it was when one part of it cannot be written', async () => {
    const open = await office.task({ requiredSkills: skillsIn('go:2') });
    await office.db.collection<{ _id: string }>('audit_log').insertOne({ _id: `taken/${open.id}` });
    const outcome = office.skills.rename({
      actor: await office.actor('Ada'),
      intentId: 'taken',
      from: 'go',
      to: 'golang',
      merge: false,
    });
    await expect(outcome).rejects.toThrow('already taken effect');
    expect((await office.member('Ben')).skills).toEqual(skillsIn('go:2'));
    expect(await office.db.collection('skills').countDocuments()).toBe(0);
  });
});

test('of two merged skills the higher level stays, at members and in tasks', async () => {
  await office.db
    .collection<{ _id: string }>('members')
    .updateOne({ _id: office.idOf('Ana') }, { $set: { skills: skillsIn('go:3; golang:5') } });
  const open = await office.task({ requiredSkills: skillsIn('golang:1; go:2') });

  expect(await merge('golang', 'go')).toMatchObject({ kind: 'merged', members: 1, tasks: 1 });
  expect((await office.member('Ana')).skills).toEqual(skillsIn('go:5'));
  expect((await office.tasks.task(open.id))?.requiredSkills).toEqual(skillsIn('go:2'));
  expect(await merge('go', 'rust')).toMatchObject({ kind: 'unknown skill', name: 'rust' });
  expect(await merge('go', 'golang')).toMatchObject({ kind: 'unknown skill', nearest: 'go' });
});

test('a retired skill stays with whoever has it, is given to nobody, and can come back', async () => {
  expect(await retire('go')).toEqual({ kind: 'retired', name: 'go' });
  expect(await retire('go')).toEqual({ kind: 'is so already', name: 'go' });
  expect((await office.member('Ana')).skills).toEqual(skillsIn('go:3; typescript:4'));
  expect(await requires('Ada', 'go:2')).toContain('retired');
  expect(await add('go')).toEqual({ kind: 'added', name: 'go' });
  expect(await requires('Ana', 'go:2')).toBeNull();
});

test.each([
  '',
  '   ',
  'go:4',
  'go; rust',
  'x'.repeat(41),
  '<@U0BEN>',
  '@ben',
  'a<b>',
  'a\u0007b',
  'a\u202eb',
])('no skill is called %p', async (name) => {
  expect(await add(name)).toEqual({ kind: 'invalid', name });
  expect(await rename('go', name)).toEqual({ kind: 'invalid', name });
});

describe('where skills are named', () => {
  test('a slip is refused with the name that is meant, a new name to all but admins', async () => {
    expect(await requires('Ana', 'typscript:2')).toContain('Did you mean “typescript”?');
    expect(await requires('Ada', 'typscript:2')).toContain('/crew skills add typscript');
    expect(await requires('Ana', 'rust:2')).toContain('No skill “rust” is known.');
    expect(await requires('Ada', 'rust:2')).toBeNull();
    expect(await requires('Ana', 'rust:2')).toBeNull();
  });

  test('a slip that was added is a skill', async () => {
    await add('typscript');
    expect(await requires('Ana', 'typscript:2')).toBeNull();
  });

  test('a task keeps what it required when something else is edited', async () => {
    const task = await office.task({
      requiredSkills: skillsIn('go:2'),
      assigneeId: office.idOf('Ana'),
    });
    await retire('go');
    const edit = async (skills: string) =>
      office.tasks.change({
        ...(await office.request('Ana')),
        taskId: task.id,
        command: { kind: 'edit', edits: { requiredSkills: skillsIn(skills) } },
      });
    expect(await edit('go:3')).toMatchObject({ kind: 'changed' });
    expect(await edit('go:3; rust:1')).toMatchObject({
      kind: 'invalid',
      faults: { requiredSkills: expect.stringContaining('rust') as string },
    });
  });

  test('the form of a member refuses a slip and leaves the member as they were', async () => {
    const { id: memberId, active: _, version, ...details } = await office.member('Ben');
    const edit = async (skills: string) =>
      office.memberAdministration.edit({
        ...(await office.request('Ada')),
        memberId,
        version,
        details: { ...details, skills: skillsIn(skills) },
      });
    expect(await edit('go:2; typscript:3')).toMatchObject({
      kind: 'faults',
      faults: { skills: expect.stringContaining('Did you mean “typescript”?') as string },
    });
    expect((await office.member('Ben')).skills).toEqual(skillsIn('go:2'));
    expect(await edit('go:2; typescript:3')).toMatchObject({ kind: 'changed' });
  });

  test('an import takes new names, and its dry run lists them with those they are like', async () => {
    const file = {
      members: [{ slack_id: 'U0BEN', name: 'Ben', skills: 'typscript:2; rust:1; go:2' }],
    };
    const read = readPeopleFile(JSON.stringify(file), 'json');
    if ('faults' in read) throw new Error('the file is faulty');
    const newSkills = [
      { name: 'typscript', nearest: 'typescript' },
      { name: 'rust', nearest: null },
    ];
    expect(await office.importPeople(read.rows, { dryRun: true })).toMatchObject({ newSkills });
    expect((await office.member('Ben')).skills).toEqual(skillsIn('go:2'));
    await office.importPeople(read.rows, { dryRun: false });
    expect(await office.importPeople(read.rows, { dryRun: true })).toMatchObject({ newSkills: [] });
  });
});
