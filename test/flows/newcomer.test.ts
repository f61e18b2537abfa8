import { visibleText } from '../support/person.js';
import { cleanUpCrews, type Crew, type Delivery, startCrew } from './support/crew.js';
import { documentsOf } from './support/documents.js';
import { gate } from '../support/gate.js';
import { letPass } from './support/gateway.js';

const dueTask = 'T-1';
const extendButton = /^Extend to /;

describe.each<Delivery>(['http', 'socket'])('the sample team, delivered by %s', (delivery) => {
  let crew: Crew;
  beforeAll(async () => {
    crew = await startCrew({ delivery });
  });
  afterAll(cleanUpCrews);

  const decisionCard = (person = crew.mara) =>
    person.waitsFor(crew.platform, `${dueTask}: goal probably met`);

  test('an engineer completes a task by form and has it confirmed privately', async () => {
    const { ben, chloe, platform, app } = crew;

    await ben.types(platform, '/complete');
    const result = await ben.submits(await ben.waitsForModal('Complete a task'), {
      Task: 'T-6 · Rotate the signing keys',
      'Hours spent': '5h30m',
      Notes: 'Both keys',
    });

    expect(result.outcome).toBe('closed');
    const confirmation = await ben.waitsFor(platform, 'Rotate the signing keys is done: 5.5 h');
    expect(confirmation.isEphemeral).toBe(true);
    expect((await chloe.sees(platform)).map(visibleText).join()).not.toContain('is done');
    expect(await app.services.tasks.task('T-6')).toMatchObject({
      status: 'done',
      actualHours: 5.5,
      completionNotes: 'Both keys',
    });
  });

  test('a manager reads why a decision was recommended', async () => {
    const { mara, platform } = crew;
    await decisionCard();

    const { reply } = await mara.types(platform, `/crew why ${dueTask}`);

    expect(reply?.isEphemeral).toBe(true);
    const receipt = reply ? visibleText(reply) : '';
    for (const part of ['Inputs', 'Steps', 'Thresholds', 'byte for byte', 'receipt SHA-256']) {
      expect(receipt).toContain(part);
    }
  });

  test("an engineer's press of a manager's button is refused and changes nothing", async () => {
    const { ben, platform } = crew;
    const card = await decisionCard(ben);
    const before = await documentsOf(crew.app.database.db);

    await ben.clicks(card, extendButton);

    await ben.waitsFor(platform, `Only managers of the team decide about ${dueTask}`);
    expect(await documentsOf(crew.app.database.db)).toEqual(before);
  });

  test('an end date that is past marks its field and changes nothing', async () => {
    const { mara } = crew;
    const before = await documentsOf(crew.app.database.db);

    await mara.clicks(await decisionCard(), 'Another date…');
    const form = await mara.waitsForModal('Extend monitoring');
    const result = await mara.submits(form, { 'Monitor until': '2020-02-29' });
    await mara.closes(form);

    expect(result).toMatchObject({
      outcome: 'invalid',
      errors: { endDate: expect.stringContaining('This day is too early') },
    });
    expect(await documentsOf(crew.app.database.db)).toEqual(before);
  });

  test.each([
    ['an empty', null],
    ['a blank', ' \n '],
  ])('deciding otherwise for %s reason marks the field and changes nothing', async (_, reason) => {
    const { mara } = crew;
    const before = await documentsOf(crew.app.database.db);

    await mara.clicks(await decisionCard(), 'Decide otherwise…');
    const form = await mara.waitsForModal('Decide otherwise');
    const result = await mara.submits(form, { Decision: 'Close as failed', Reason: reason });
    await mara.closes(form);

    expect(result).toMatchObject({
      outcome: 'invalid',
      errors: { reason: expect.stringMatching(/\w/) },
    });
    expect(await documentsOf(crew.app.database.db)).toEqual(before);
  });

  test('an extension shows on the card for everybody, and the assignee is told', async () => {
    const { mara, tomas, femi, aiko, platform, gateway, app } = crew;
    const card = await decisionCard();
    const staleCard = await decisionCard(tomas);
    const decided = gate();
    const answered = gate();
    gateway.onCall = async (passage) => {
      if (passage.method === 'chat.update') {
        decided.open();
        await answered.opened;
      }
      await letPass(passage);
    };

    await mara.clicks(card, extendButton);
    await decided.opened;
    await tomas.clicks(staleCard, extendButton);

    const refusal = await tomas.waitsFor(platform, `${dueTask} is decided already`);
    expect(refusal.isEphemeral).toBe(true);
    expect(visibleText(refusal)).toContain('Mara Lindqvist');
    answered.open();
    const changed = await femi.waitsFor(platform, `${dueTask} is extended to`);
    expect(changed).toMatchObject({ ts: card.ts, isEdited: true });
    expect(visibleText(changed)).toContain('Mara Lindqvist');
    await aiko.waitsFor(await crew.directTo(aiko), `${dueTask} is monitored until`);
    const task = await app.services.tasks.task(dueTask);
    expect(task?.monitoring).toMatchObject({ state: 'active', extensionCount: 1 });
    expect(await app.database.db.collection('task_extensions').countDocuments()).toBe(1);
  });

  test('nothing of this was logged as an error', () => {
    expect(crew.errors).toEqual([]);
  });
});
