import { join } from 'node:path';
import { type ChatReply, isModal, type ModalReply } from '../../../src/features/chat.js';
import { projectRoot } from '../../../src/shared/project-root.js';
import type { Message } from '../../../src/shared/message.js';
import type { ModalSpec, ModalValues } from '../../../src/shared/modal.js';
import { renderModal } from '../../../src/slack/rendering/modal.js';
import { createRenderer } from '../../../src/slack/rendering/renderer.js';
import { SubcommandTable } from '../../../src/slack/subcommands.js';
import { startCalendars, type TestCalendars } from './test-calendars.js';

const renderer = createRenderer(join(projectRoot, 'templates'));
let office: TestCalendars;
let count = 0;

beforeAll(async () => {
  office = await startCalendars();
});
afterAll(() => office.close());

const nextIntent = () => `chat ${(count += 1)}`;

/** What `memberId` gets for typing `/crew calendar …`. */
async function type(memberId: string, words: string): Promise<ChatReply> {
  const match = new SubcommandTable(office.calendars.chat.subcommands).find(
    `calendar ${words}`.trim(),
  );
  if (!match) throw new Error(`there is no ${words}`);
  const reply = await match.subcommand.run({
    actor: await office.actor(memberId),
    intentId: nextIntent(),
    text: match.text,
    channelId: 'C1',
  });
  if (reply && isModal(reply)) expect(match.subcommand.opensModal?.(match.text)).toBe(true);
  return reply;
}

function wordsOf(reply: ChatReply | Message): string {
  if (!reply || isModal(reply)) throw new Error('there is no message');
  return renderer.render(reply.template, reply.view).text;
}

function formOf(reply: ChatReply): ModalSpec {
  if (!reply || !isModal(reply)) throw new Error(`no form but ${wordsOf(reply)}`);
  renderModal(reply, renderer);
  return reply;
}

async function press(memberId: string, actionId: string, value: string): Promise<ChatReply> {
  const button = office.calendars.chat.buttons.find((one) => one.actionId === actionId);
  if (!button) throw new Error(`there is no button ${actionId}`);
  const actor = await office.actor(memberId);
  return button.run({ actor, intentId: nextIntent(), value, channelId: 'C1' });
}

/** Submits a form with its initial values but for `changes`. */
async function submit(
  memberId: string,
  form: ModalSpec,
  changes: ModalValues,
): Promise<ModalReply> {
  const modal = office.calendars.chat.modals.find(
    ({ callbackId }) => callbackId === form.callbackId,
  );
  if (!modal) throw new Error(`nobody takes ${form.callbackId}`);
  const initial = Object.fromEntries(
    form.fields.map((field) => [field.id, 'initial' in field ? (field.initial ?? null) : null]),
  );
  return modal.submit({
    actor: await office.actor(memberId),
    intentId: nextIntent(),
    values: { ...initial, ...changes },
    metadata: form.metadata ?? '',
  });
}

function answerOf(reply: ModalReply): string {
  if (!('reply' in reply) || !reply.reply)
    throw new Error(`no answer but ${JSON.stringify(reply)}`);
  return wordsOf(reply.reply);
}

const said = async (memberId: string, words: string) => wordsOf(await type(memberId, words));

describe('leave in words', () => {
  test('is entered, shown with its reason to oneself, and to others without', async () => {
    expect(await said('ana', 'leave 2026-11-20 to 2026-11-24 moving house')).toContain(
      'Fri 2026-11-20 to Tue 2026-11-24',
    );
    const own = await said('ana', '');
    expect(own).toContain('moving house');
    expect(own).toContain('not available, next at work Wed 2026-11-25 09:00');
    const seen = await said('raj', '<@UANA>');
    expect(seen).toContain('Ana is not available');
    expect(seen).not.toMatch(/moving|2026-11-2/);
    expect(await said('mia', '<@UANA>')).toContain('moving house');
  });

  test.each([
    ['leave 2026-12-01 second half', 'Tue 2026-12-01, second half'],
    ['leave 2026-12-02 13:00-15:30 dentist', 'Wed 2026-12-02 13:00 to 15:30'],
    ['leave 2026-12-03', 'Thu 2026-12-03'],
    ['leave 2026-12-05..2026-12-06', 'Sat 2026-12-05 to Sun 2026-12-06'],
    ['leave next week', 'next week is not understood'],
    ['leave 2026-02-30', 'There is no such day'],
    ['leave 2026-12-08 to 2026-12-07', 'ends before it begins'],
    ['leave 2026-12-08 25:00-26:00', '“25:00” is no time of day'],
    ['leave 2026-12-08 15:00-13:00', 'ends before it begins'],
    ['leave 2026-12-08 first half 9:00-10:00', 'half a day or times'],
    ['leave 2027-01-01 to 2036-12-31', 'at most three years'],
    ['leave 2026-12-03 again', 'There is leave already: Thu 2026-12-03'],
    [`leave 2026-12-09 ${'why '.repeat(60)}`, 'At most 200 characters'],
  ])('%j is answered with %j', async (words, expected) => {
    expect(await said('ana', words)).toContain(expected);
  });

  test('is entered for others by those who manage them alone', async () => {
    expect(await said('mia', 'leave <@URAJ> 2026-12-10')).toContain('Leave of Raj');
    expect(await said('raj', 'leave <@UANA> 2026-12-10')).toContain('not yours to change');
    expect(await said('raj', 'leave <@UNOBODY> 2026-12-10')).toContain('nobody known');
  });

  test('is removed by any of its days', async () => {
    await type('raj', 'leave 2027-01-11 to 2027-01-15');
    expect(await said('raj', 'leave remove 2027-01-13')).toContain(
      'Mon 2027-01-11 to Fri 2027-01-15',
    );
    expect(await said('raj', 'leave remove 2027-01-13')).toContain('no leave on 2027-01-13');
  });
});

describe('the forms', () => {
  test('of leave take days, halves and times, and mark what is wrong', async () => {
    const form = formOf(await type('raj', 'leave'));
    const faults = async (changes: ModalValues) => submit('raj', form, changes);
    expect(await faults({ firstDay: '2027-02-02', lastDay: '2027-02-01' })).toMatchObject({
      errors: { firstDay: expect.stringContaining('ends before it begins') },
    });
    expect(await faults({ firstDay: '2027-02-02', from: '25:00', until: '26' })).toMatchObject({
      errors: { from: expect.stringContaining('25:00') },
    });
    expect(await faults({ firstDay: '2027-02-02', from: '13:00' })).toMatchObject({
      errors: { until: expect.any(String) },
    });
    const done = await faults({ firstDay: '2027-02-02', part: 'second half', reason: ' Rest ' });
    expect(answerOf(done)).toContain('Tue 2027-02-02, second half');
    expect(await said('raj', '')).toContain('Rest');
  });

  test('to remove leave list what is to come', async () => {
    const form = formOf(await press('ana', 'calendar/give-up-leave', 'ana'));
    const field = form.fields[0];
    if (field?.kind !== 'select') throw new Error('no choice');
    const day = field.options.find(({ label }) => label === 'Thu 2026-12-03');
    expect(answerOf(await submit('ana', form, { leave: day?.value ?? '' }))).toContain(
      '2026-12-03',
    );
    expect(wordsOf(await press('raj', 'calendar/give-up-leave', 'ana'))).toContain('not yours');
  });

  test('of hours take what is written, a preset or the hours of the team', async () => {
    const form = formOf(await type('raj', 'hours'));
    const change = async (changes: ModalValues) =>
      submit('raj', formOf(await type('raj', 'hours')), changes);
    expect(
      answerOf(
        await change({ preset: 'written', weeks: 'Mon-Wed 7-12, 13-18\n---\nTue-Fri 9-15' }),
      ),
    ).toContain('Changed the hours of Raj');
    const shown = await said('raj', '');
    expect(shown).toMatch(/Week 1[^]*Mon-Wed 07:00-12:00, 13:00-18:00[^]*Week 2[^]*Tue-Fri 09:00/);
    expect(shown).toContain('your own');
    expect(await change({ weeks: 'Mon 9-12, 11-13' })).toEqual({
      errors: { weeks: 'Line 1: Periods overlap at 11:00.' },
    });
    expect(answerOf(await submit('raj', form, { preset: 'Friday' }))).toContain('Not saved');
    await change({ preset: 'rotating' });
    expect(await said('raj', '')).toContain('Week 5');
    await change({ preset: 'team' });
    expect(await said('raj', '')).toContain('those of Core');
    expect(answerOf(await change({}))).toContain('like this already');
  });

  test('hold from the day that is chosen, and both they and those before them are shown', async () => {
    const form = formOf(await type('ana', 'hours'));
    expect(form.fields.find(({ id }) => id === 'from')).toMatchObject({ initial: '2026-11-20' });
    const chosen = { preset: 'Wednesday', from: '2026-12-07' };
    expect(answerOf(await submit('ana', form, chosen))).toContain(
      'Changed the hours of Ana from Mon 2026-12-07 on',
    );
    const shown = await said('ana', '');
    expect(shown).toMatch(
      /Mon-Fri 09:00-17:00[^]*From Mon 2026-12-07[^]*Mon-Tue 08:00[^]*Thu-Fri 08:00/,
    );
    expect(shown).toContain('those of Core');

    const again = formOf(await type('ana', 'hours'));
    expect(again.fields.find(({ id }) => id === 'from')).toMatchObject({ initial: '2026-12-07' });
    expect(answerOf(await submit('ana', again, {}))).toContain('like this already');
    for (const from of ['2026-08-01', '2028-01-01']) {
      expect(await submit('ana', again, { from })).toMatchObject({
        errors: { from: expect.any(String) },
      });
    }
    const back = { preset: 'team', from: '2026-11-20' };
    await submit('ana', again, back);
    expect(await said('ana', '')).not.toContain('From Mon');
  });

  test('of a team are for those who manage it, and everybody in it sees what they decided', async () => {
    const form = formOf(await type('mia', 'team'));
    const holidays = '2026-12-24 second half Christmas Eve\n2026-12-25 Christmas Day';
    const decided = { preset: 'Friday', membersSetHours: 'no', addedHolidays: holidays };
    expect(answerOf(await submit('mia', form, decided))).toContain(
      'Changed the hours and holidays',
    );
    const seen = await said('ana', 'team');
    expect(seen).toContain('Mon-Thu 08:00-18:00');
    expect(seen).toContain('Thu 2026-12-24 Christmas Eve (second half)');
    expect(await said('ana', '')).toContain('Fri 2026-12-25 Christmas Day');
    expect(wordsOf(await type('max', 'team Core'))).toContain('not yours');
    expect(await said('ana', 'team Nobody')).toContain('no such team');
    expect(
      await submit('ana', formOf(await type('ana', 'hours')), { preset: 'five-by-eight' }),
    ).toMatchObject({ errors: { preset: expect.stringContaining('The team decides') } });
  });

  test('of a team mark a holiday that is there already, or no day', async () => {
    const form = formOf(await type('mia', 'team'));
    const faultFor = async (addedHolidays: string) => submit('mia', form, { addedHolidays });
    expect(await faultFor('2026-12-25 Again')).toMatchObject({
      errors: { addedHolidays: expect.stringContaining('one already: Fri 2026-12-25') },
    });
    expect(await faultFor('2026-13-01 Never')).toMatchObject({
      errors: { addedHolidays: expect.stringContaining('Line 1') },
    });
  });
});

test('on call is listed, set and taken back by week', async () => {
  expect(await said('mia', 'oncall <@UANA> 2026-W48')).toContain(
    'Ana is on call in 2026-W48, from Mon 2026-11-23',
  );
  expect(await said('raj', 'oncall')).toContain('2026-W48');
  expect(await said('mia', 'oncall <@UANA> 2026-11-25')).toContain('Nothing was changed');
  expect(await said('raj', 'oncall <@UANA> 2026-W49')).toContain('not yours');
  expect(await said('mia', 'oncall <@UANA> 2026-W54')).toContain('not understood');
  expect(await said('mia', 'oncall <@UANA> 2026-W48 off')).toContain('Ana is not on call');
  expect(await said('raj', 'oncall')).toContain('Nobody is on call');
});

test('the Home tab shows the member’s own hours and leave', async () => {
  const part = await office.calendars.chat.home?.(await office.actor('ana'));
  expect(wordsOf(part ?? null)).toMatch(/Your calendar[^]*Mon-Thu 08:00-18:00[^]*moving house/);
});

test('people are told what others change in their calendars, and not what they change themselves', async () => {
  const before = (await office.told()).length;
  await type('raj', 'leave 2027-06-01');
  await type('mia', 'leave <@URAJ> 2027-06-07');
  await type('mia', 'leave remove <@URAJ> 2027-06-07');
  await type('mia', 'oncall <@URAJ> 2027-W23');
  await submit('mia', formOf(await type('mia', 'hours <@URAJ>')), { preset: 'Wednesday' });
  const told = (await office.told()).slice(before);
  expect(told.map(({ to, message }) => `${to}: ${wordsOf(message).split('\n')[0]}`)).toEqual([
    'URAJ: Mia entered leave for you: Mon 2027-06-07.',
    'URAJ: Mia removed your leave: Mon 2027-06-07.',
    'URAJ: Mia put you on call in 2027-W23, from Mon 2027-06-07.',
    'URAJ: Mia changed your working hours from Fri 2026-11-20 on.',
  ]);
});

test.each(['hours <@UANA>', 'leave <@UANA>', 'leave remove <@UANA>'])(
  '%s, of somebody else, opens no form, and the attempt is logged once',
  async (words) => {
    const before = office.logged.length;
    expect(wordsOf(await type('raj', words))).toContain('not yours');
    expect(office.logged.slice(before)).toMatchObject([
      { msg: 'refused: not allowed', actorId: 'raj', permission: 'edit_calendar' },
    ]);
  },
);
