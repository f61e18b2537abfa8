import { eventually, type Person, visibleText } from '../support/person.js';
import { cleanUpCrews, type Crew, startCrew } from './support/crew.js';

afterEach(cleanUpCrews);

/** The Home tab of `person`, without their opening it, as soon as it matches. */
const homeShows = (crew: Crew, person: Person, text: RegExp) =>
  eventually(crew.slack.acting, `${String(text)} in the Home tab`, async () => {
    const home = await person.home();
    return home && text.test(visibleText(home)) ? home : undefined;
  });

test('the Home tab shows leave as soon as it is entered, by oneself or by a manager', async () => {
  const crew = await startCrew();
  const { mara, ben, platform } = crew;
  await ben.opensHome();
  const before = await homeShows(crew, ben, /Hours/);
  expect(visibleText(before)).not.toMatch(/2027-0[56]/);

  await ben.types(platform, '/crew calendar leave 2027-05-03 to 2027-05-07');
  await homeShows(crew, ben, /2027-05-03/);

  await mara.types(platform, '/crew calendar leave <@U0BEN> 2027-06-07');
  await homeShows(crew, ben, /2027-06-07/);
  expect(crew.errors).toEqual([]);
});

test('the Home tabs that were opened follow the hours of the team; nobody else’s is made', async () => {
  const crew = await startCrew();
  const { mara, ben, chloe, platform } = crew;
  await ben.opensHome();
  const before = await homeShows(crew, ben, /Hours/);
  expect(visibleText(before)).not.toContain('Team day');

  await mara.types(platform, '/crew calendar team Platform');
  const form = await mara.waitsForModal('Hours of the team');
  await mara.submits(form, {
    Written: 'Mon-Fri 07:00-15:00',
    'Add holidays': '2027-05-03 Team day',
  });
  await homeShows(crew, ben, /07:00-15:00.*Team day/s);
  expect(await chloe.home()).toBeNull();
  expect(crew.errors).toEqual([]);
});

test('the Home tab shows my tasks and score, and follows what I do there', async () => {
  const crew = await startCrew();
  const { ben } = crew;
  await ben.opensHome();
  const first = await homeShows(crew, ben, /T-6.*in progress.*T-7.*open.*0 of 2 tasks completed/s);
  expect(visibleText(first)).not.toMatch(/decision waits|See and decide/);

  await ben.clicks(first, 'Start');
  const started = await homeShows(crew, ben, /T-7[^\n]*\n: in progress/);

  await ben.clicks(started, 'Complete…');
  await ben.submits(await ben.waitsForModal(), { 'Hours spent': '5.5' });
  const done = await homeShows(crew, ben, /1 of \d tasks completed/);
  expect(visibleText(done)).not.toContain('T-6');
  expect(crew.errors).toEqual([]);
});

test('an offer appears on an open Home tab, and is among my tasks once it is accepted there', async () => {
  const crew = await startCrew();
  const { ben, platform } = crew;
  await ben.opensHome();
  await homeShows(crew, ben, /No offer waits/);

  await ben.types(platform, '/complete T-6 5h');
  const offered = await homeShows(crew, ben, /T-\d+ [^\n]*\n? ?is offered to you/s);
  const [, taskId = ''] =
    /(T-\d+)(?:(?!T-\d).)*is offered to you/s.exec(visibleText(offered)) ?? [];
  await ben.clicks(offered, 'Accept');
  await homeShows(crew, ben, new RegExp(`Your tasks.*${taskId} .*No offer waits`, 's'));
  expect(crew.errors).toEqual([]);
});

test('a manager sees on the Home tab what waits for a decision, as long as it waits', async () => {
  const crew = await startCrew();
  const { mara } = crew;
  await mara.opensHome();
  const waiting = await homeShows(crew, mara, /Decisions that wait.*T-1 /s);

  await mara.clicks(waiting, 'See and decide');
  const list = await mara.waitsFor(await crew.directTo(mara), '1 decision waits for you');
  await mara.clicks(list, /^Extend to /);
  await homeShows(crew, mara, /No decision waits for you/);
  expect(crew.errors).toEqual([]);
});

test('a reading that is asked for stands on the Home tab until it is recorded there', async () => {
  const crew = await startCrew();
  const { dev } = crew;
  await dev.waitsFor(await crew.directTo(dev), /median build time/);
  await dev.opensHome();
  const asking = await homeShows(crew, dev, /Readings you are asked for.*median build time/s);

  await dev.clicks(asking, 'Record the value');
  await dev.submits(await dev.waitsForModal(), { 'median build time (min)': '10.6' });
  await homeShows(crew, dev, /Your tasks(?!.*Readings you are asked for)/s);
  expect(crew.errors).toEqual([]);
});
