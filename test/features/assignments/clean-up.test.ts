import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Office, openOffice } from './office.js';

let folder: string;
let office: Office;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'archive-'));
  office = await openOffice(
    [
      { name: 'Mia', role: 'manager' },
      { name: 'Ana', skills: 'go:4' },
    ],
    join(folder, 'old'),
  );
});
afterAll(async () => {
  await office.close();
  await rm(folder, { recursive: true, force: true });
});

test('assignments completed more than 90 days ago are archived whole, then deleted, and counted', async () => {
  const task = await office.task();
  await office.assignments.assignTeam(office.team.id, 'test');
  const offer = (await office.offerTo('Ana')) ?? (await office.offerTo('Mia'));
  if (!offer) throw new Error('nobody has an offer');
  const name = office.nameOf(offer.memberId);
  await office.answer(name, 'accept', offer.id);
  await office.change(name, task.id, { kind: 'complete', hours: 2, notes: null });
  await office.settle();
  const open = await office.task({ title: 'Another' });
  await office.assignments.assignTeam(office.team.id, 'again');

  office.clock.set('2027-02-21T09:00:00Z');
  expect(await office.assignments.cleanUp(office.team, '2027-02-21')).toEqual({
    archived: 0,
    deleted: 0,
  });
  office.clock.set('2027-02-22T02:00:00Z');
  expect(await office.assignments.cleanUp(office.team, '2027-02-22')).toEqual({
    archived: 1,
    deleted: 1,
  });
  expect(await office.assignments.cleanUp(office.team, '2027-02-22')).toEqual({
    archived: 0,
    deleted: 0,
  });

  const files = await readdir(join(folder, 'old'));
  expect(files).toEqual([expect.stringMatching(/^assignments-.*-2027-02-22-[0-9a-f]{12}\.jsonl$/)]);
  const text = await readFile(join(folder, 'old', files[0] ?? ''), 'utf8');
  expect(
    text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown),
  ).toMatchObject([
    { taskId: task.id, memberId: offer.memberId, state: 'completed', score: offer.score },
  ]);
  const left = await office.db.collection('assignments').find().toArray();
  expect(left).toMatchObject([{ taskId: open.id, state: 'offered' }]);
});

test('assignments that cannot be archived stay, and no part of the archive does', async () => {
  await office.clear();
  const task = await office.task();
  await office.assignments.assignTeam(office.team.id, 'test');
  const offer = (await office.offerTo('Ana')) ?? (await office.offerTo('Mia'));
  await office.answer(office.nameOf(offer?.memberId ?? ''), 'accept', offer?.id ?? '');
  await office.change('Mia', task.id, { kind: 'cancel', reason: 'not needed' });
  const assignments = office.db.collection('assignments');
  const [ended] = await assignments.find().toArray();
  if (!ended) throw new Error('nothing has ended');
  await rm(join(folder, 'old'), { recursive: true, force: true });
  office.clock.set('2027-02-22T02:00:00Z');
  const cleanUp = () => office.assignments.cleanUp(office.team, '2027-02-22');
  await cleanUp();

  const [file = ''] = await readdir(join(folder, 'old'));
  await rm(join(folder, 'old', file));
  await mkdir(join(folder, 'old', file));
  await assignments.insertOne(ended);
  await expect(cleanUp()).rejects.toThrow(file);
  expect(await readdir(join(folder, 'old'))).toEqual([file]);
  expect(await assignments.find().toArray()).toHaveLength(1);
  await rm(join(folder, 'old'), { recursive: true });
});

test.each([
  ['given to somebody else', 'somebody else has it now'],
  ['cancelled', 'the task is cancelled now'],
])(
  'an accepted task that was %s ends the assignment, which goes after 90 days',
  async (how, because) => {
    await office.clear();
    const task = await office.task({ requiredSkills: [{ name: 'go', level: 3 }] });
    await office.assignments.assignTeam(office.team.id, 'test');
    const offer = await office.offerTo('Ana');
    await office.answer('Ana', 'accept', offer?.id ?? '');
    await office.change(
      'Mia',
      task.id,
      how === 'cancelled'
        ? { kind: 'cancel', reason: 'not needed' }
        : { kind: 'assign', assigneeId: office.idOf('Mia') },
    );

    const assignments = () => office.db.collection('assignments').find().toArray();
    expect(await assignments()).toMatchObject([{ state: 'withdrawn', withdrawal: because }]);
    const cleanUp = () => office.assignments.cleanUp(office.team, '2027-02-22');
    office.clock.set('2027-02-21T09:00:00Z');
    expect(await cleanUp()).toEqual({ archived: 0, deleted: 0 });
    office.clock.set('2027-02-22T02:00:00Z');
    expect(await cleanUp()).toEqual({ archived: 1, deleted: 1 });
    expect(await assignments()).toEqual([]);
  },
);
