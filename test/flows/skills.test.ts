import { eventually, type Person, visibleText } from '../support/person.js';
import { cleanUpCrews, type Crew, startCrew } from './support/crew.js';
import { benWorksWithReact } from './support/react-work.js';

afterEach(cleanUpCrews);

async function answered(person: Person, crew: Crew, line: string): Promise<string> {
  const { reply } = await person.types(crew.platform, line);
  return reply ? visibleText(reply) : '';
}

const homeOf = (crew: Crew, person: Person, wanted: (text: string) => boolean) =>
  eventually(crew.slack.acting, 'the Home tab', async () => {
    const home = await person.home();
    return home && wanted(visibleText(home)) ? home : undefined;
  });

test('work suggests a level, the member accepts it, the manager confirms it, and it is theirs', async () => {
  const crew = await startCrew();
  const { ben, chloe, mara, platform } = crew;
  await benWorksWithReact(crew);

  expect(await answered(chloe, crew, '/crew me')).not.toContain('Your work speaks');
  await ben.opensHome();
  await homeOf(crew, ben, (text) => /speaks for\s+react\s+at level 3/.test(text));
  const { reply } = await ben.types(platform, '/crew me');
  if (!reply) throw new Error('nothing about Ben');
  expect(visibleText(reply)).toMatch(
    /speaks for react at level 3.*3 tasks.*93\.8% of the estimate/s,
  );

  await ben.clicks(reply, 'Accept');
  await ben.waitsFor(platform, 'to confirm react at level 3');
  await homeOf(crew, ben, (text) => !text.includes('Your work speaks'));
  const marasMessages = await crew.directTo(mara);
  const request = await mara.waitsFor(marasMessages, 'asks for react at level 3');
  expect(await answered(ben, crew, '/crew me')).not.toContain('react:3');

  await mara.clicks(request, 'Confirm');
  await mara.waitsFor(marasMessages, 'has react at level 3: confirmed by');
  await ben.waitsFor(await crew.directTo(ben), 'You have react at level 3 now');
  expect(await answered(ben, crew, '/crew me')).toContain('react:3');
  expect(crew.errors).toEqual([]);
});

test('an admin puts the names of skills right, and slips are refused with the name that is meant', async () => {
  const crew = await startCrew();
  const { mara, chloe, platform } = crew;

  expect(await answered(chloe, crew, '/crew skills')).toMatch(/go.*postgres.*react/s);
  expect(await answered(chloe, crew, '/crew skills rename react to reactjs')).toContain(
    'Only admins',
  );
  expect(await answered(mara, crew, '/crew skills')).toMatch(/postgres: 2 members.*3 open tasks/);
  expect(await answered(mara, crew, '/crew skills rename postgres to postgresql')).toMatch(
    /is now called “postgresql”: at 2 members/,
  );
  expect(await answered(mara, crew, '/crew skills merge postgresql')).toContain('Write it as one');

  await chloe.types(platform, '/crew task new Tune the slow query');
  const form = await chloe.waitsForModal('New task');
  const refused = await chloe.submits(form, { 'Required skills': 'postgresq:2' });
  expect(JSON.stringify(refused)).toContain('Did you mean “postgresql”?');
  await chloe.submits(form, { 'Required skills': 'postgresql:2' });
  await chloe.waitsFor(platform, 'Tune the slow query');
  expect(await answered(mara, crew, '/crew skills')).toMatch(/postgresql: 2 members.*4 open tasks/);
  expect(crew.errors).toEqual([]);
});
