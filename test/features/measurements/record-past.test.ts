import { AlreadyHandledError } from '../../../src/features/audit/index.js';
import { actor, task } from './crew.js';
import { Workplace } from './workplace.js';

let workplace: Workplace;
beforeAll(async () => {
  workplace = await Workplace.open();
});
afterAll(() => workplace.close());

const readings = [
  { bucket: '2026-11-17', value: 41, takenAt: new Date('2026-11-17T09:00:00Z') },
  { bucket: '2026-11-18', value: 42, takenAt: new Date('2026-11-18T09:00:00Z') },
];
const past = { actor: actor('ada'), intentId: 'past', taskId: 'T-1', readings };

test('readings that were taken earlier are kept as of then, each with its entry in the audit log', async () => {
  const { measurements, audit } = await workplace.start([task(1)]);
  expect(await measurements.recordPast(past)).toEqual({ kind: 'recorded', count: 2 });
  expect(await measurements.ofTask(task(1))).toMatchObject(
    readings.map((reading) => ({ ...reading, takenBy: 'ada', corrections: [] })),
  );
  expect(await audit.find('past/2026-11-17')).toMatchObject({
    at: readings[0]?.takenAt,
    action: 'measurement recorded',
    after: { bucket: '2026-11-17', value: 41 },
  });
});

test('readings of the past are recorded all or none', async () => {
  const { measurements } = await workplace.start([task(1)]);
  await measurements.recordPast({ ...past, readings: readings.slice(1) });
  await expect(measurements.recordPast(past)).rejects.toThrow(AlreadyHandledError);
  await expect(measurements.recordPast({ ...past, intentId: 'again' })).rejects.toThrow(
    'T-1 has a value for 2026-11-18 already',
  );
  expect(await measurements.ofTask(task(1))).toHaveLength(1);
});

test('a reading outside the period of its task is refused, and nothing is recorded', async () => {
  const { measurements } = await workplace.start([task(1)]);
  const early = { bucket: '1999-01-01', value: 1, takenAt: new Date('1999-01-01T09:00:00Z') };
  const outcome = await measurements.recordPast({ ...past, readings: [...readings, early] });
  expect(outcome).toMatchObject({ kind: 'invalid', faults: { bucket: expect.any(String) } });
  expect(await measurements.ofTask(task(1))).toEqual([]);
});

test('readings of a task are recorded by nobody who may not edit it', async () => {
  const { measurements } = await workplace.start([task(1)]);
  const stranger = { ...actor('ada'), memberId: 'zoe', teamId: 'elsewhere' };
  expect(await measurements.recordPast({ ...past, actor: stranger })).toMatchObject({
    kind: 'not allowed',
  });
});
