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
