import { eventually, visibleText } from '../support/person.js';
import { cleanUpCrews, startCrew } from './support/crew.js';

afterEach(cleanUpCrews);

test('a member mutes a task from its notice, and hears of others only', async () => {
  const crew = await startCrew();
  const { mara, ben, platform } = crew;
  const bensMessages = await crew.directTo(ben);
  await mara.types(platform, '/crew task assign T-16 <@U0BEN>');
  const notice = await ben.waitsFor(bensMessages, 'assigned T-16');

  await ben.clicks(notice, 'Later…');
  const form = await ben.waitsForModal('Later');
  await ben.submits(form, { 'Show me this message again': 'Never: mute T-16' });
  await ben.waitsFor(bensMessages, 'T-16 is muted for you');
  const { reply } = await ben.types(platform, '/crew notify');

  expect(reply && visibleText(reply)).toContain('T-16');
  const member = await crew.app.services.people.memberBySlackId('U0BEN');
  const preferences = await crew.app.services.notifications.preferencesOf(member?.id ?? '');
  expect(preferences).toMatchObject({ mutedTaskIds: ['T-16'], hours: 'any' });
});

test('a notice that is put off has no buttons where it stood, and says when it comes again', async () => {
  const crew = await startCrew();
  const { mara, ben, platform, app } = crew;
  const bensMessages = await crew.directTo(ben);
  await mara.types(platform, '/crew task assign T-16 <@U0BEN>');
  const notice = await ben.waitsFor(bensMessages, 'assigned T-16');

  await ben.clicks(notice, 'Later…');
  await ben.submits(await ben.waitsForModal('Later'), { 'Show me this message again': '1 hour' });
  const postponed = await ben.waitsFor(bensMessages, 'The notice about T-16 comes again on');

  expect(postponed.ts).toBe(notice.ts);
  expect(JSON.stringify(postponed.blocks)).not.toContain('"button"');
  const queued = await app.services.outbox.latest(['queued'], 100);
  expect(queued.filter(({ to, notBefore }) => to === 'U0BEN' && notBefore)).toMatchObject([
    { message: { template: 'tasks/notice-assigned' } },
  ]);
});

test('a member who wants essential messages only is not told of an assignment, but sees it', async () => {
  const crew = await startCrew();
  const { mara, ben, platform, app } = crew;
  const { reply } = await ben.types(platform, '/crew notify essential');
  expect(reply && visibleText(reply)).toContain('only what needs you');

  await mara.types(platform, '/crew task assign T-16 <@U0BEN>');
  await ben.opensHome();
  await eventually(crew.slack.acting, 'the settings in the Home tab', async () => {
    const home = await ben.home();
    return home && visibleText(home).includes('only what needs you') ? home : undefined;
  });
  const muted = async () => (await app.services.outbox.counts()).muted ?? 0;
  while ((await muted()) === 0);
  const messages = await ben.sees(await crew.directTo(ben));
  expect(messages.map(visibleText).filter((text) => text.includes('T-16'))).toEqual([]);
});

test('snoozed notices come when the snooze is ended', async () => {
  const crew = await startCrew();
  const { mara, ben, platform } = crew;
  await ben.types(platform, '/crew snooze 1h');
  await mara.types(platform, '/crew task assign T-16 <@U0BEN>');

  await ben.types(platform, '/crew snooze off');

  await ben.waitsFor(await crew.directTo(ben), 'assigned T-16');
});

test('a press of a button counts as acted on; health is shown to everybody, types to admins', async () => {
  const crew = await startCrew();
  const { mara, ben, platform, app } = crew;
  await mara.types(platform, '/crew task assign T-16 <@U0BEN>');
  const bensMessages = await crew.directTo(ben);
  await ben.clicks(await ben.waitsFor(bensMessages, 'assigned T-16'), 'Start');
  await ben.waitsFor(bensMessages, 'T-16');
  const actedOn = async () => {
    const types = await app.services.outbox.tallySince(new Date(0));
    return types.find(({ template }) => template === 'tasks/notice-assigned')?.actedOn ?? 0;
  };
  while ((await actedOn()) === 0);

  const health = (await ben.types(platform, '/crew health')).reply;
  const types = (await mara.types(platform, '/crew deliveries types')).reply;
  const latest = (await mara.types(platform, '/crew deliveries latest')).reply;
  const refused = (await ben.types(platform, '/crew deliveries types')).reply;

  expect(await actedOn()).toBe(1);
  expect(health && visibleText(health)).toContain('Messages waiting');
  expect(types && visibleText(types)).toContain('1 sent, 100% acted on');
  expect(latest && visibleText(latest)).toMatch(
    /notice-assigned to U0BEN, sent: made .*, posted .*, acted on /,
  );
  expect(latest && visibleText(latest)).toMatch(/evaluations\/extend to .* data of /);
  expect(refused && visibleText(refused)).toContain('Only admins');
});

test('a task that does not exist is neither muted nor unmuted', async () => {
  const crew = await startCrew();
  const { ben, platform } = crew;
  for (const command of ['mute', 'unmute']) {
    const { reply } = await ben.types(platform, `/crew ${command} T-9999`);
    expect(reply && visibleText(reply)).toContain('There is no task T-9999');
  }
  const { reply } = await ben.types(platform, '/crew notify');
  expect(reply && visibleText(reply)).not.toContain('T-9999');
});
