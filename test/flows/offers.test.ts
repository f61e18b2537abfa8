import { workHandlers } from '../../jobs/work-handlers.js';
import { readPeopleFile, systemActor } from '../../src/features/people/index.js';
import { doDueWork } from '../../src/scheduling/index.js';
import { systemClock } from '../../src/shared/clock.js';
import { slackEventsPath } from '../../src/slack/index.js';
import type { LocalSlack } from '../../src/local/slack/index.js';
import { silentLogger } from '../support/logger.js';
import { eventually, type Person, visibleText } from '../support/person.js';
import { BotProcess } from './support/bot-process.js';
import {
  atEndOfTest,
  botUserId,
  cleanUpCrews,
  crewFolder,
  personsIn,
  sampleChannelId,
  settingsFor,
  startCrew,
  startSampleSlack,
} from './support/crew.js';
import { withDatabase } from './support/many-teams.js';

afterEach(cleanUpCrews);

/** Ben, who hears of work at any hour, holds T-1; nobody holds the urgent T-2 and the normal T-3. */
async function seedTeam(folder: string): Promise<void> {
  await withDatabase(folder, async ({ services }) => {
    const file = JSON.stringify({
      teams: [
        { name: 'Platform', channel: sampleChannelId, managers: ['U0MARA'], time_zone: 'UTC' },
      ],
      members: [
        { slack_id: 'U0MARA', name: 'Mara', role: 'admin', time_zone: 'UTC' },
        { slack_id: 'U0BEN', name: 'Ben', role: 'engineer', team: 'Platform', time_zone: 'UTC' },
      ],
    });
    const read = readPeopleFile(file, 'json');
    if ('faults' in read) throw new Error(JSON.stringify(read.faults));
    await services.importPeople(read.rows, { dryRun: false });
    const ben = await services.people.memberBySlackId('U0BEN');
    const [team] = await services.people.teams();
    if (!ben || !team) throw new Error('the people were not imported');
    const byNobody = (intentId: string) => ({ actor: systemActor, intentId });
    await services.notifications.change(byNobody('any-hour'), ben, () => ({ hours: 'any' }));
    const task = {
      notes: null,
      teamId: team.id,
      assigneeId: null,
      dueOn: null,
      estimatedHours: 2,
      monitoring: null,
    };
    for (const given of [
      { title: 'Mend the export', priority: 'normal', assigneeId: ben.id },
      { title: 'Renew the certificate', priority: 'urgent' },
      { title: 'Sort the labels', priority: 'normal' },
    ] as const) {
      await services.tasks.create({ task: { ...task, ...given }, ...byNobody(given.title) });
    }
  });
}

/** Does one step with a bot of its own, which is killed as soon as that is done. */
async function killedAfter<T>(
  folder: string,
  slack: LocalSlack,
  step: () => Promise<T>,
): Promise<T> {
  const bot = new BotProcess({
    ...settingsFor('http', slack.apiUrl),
    CREWCHIEF_DATA: folder,
    LOG_LEVEL: 'warn',
  });
  const [, port] = await bot.prints(/localhost:(\d+)/);
  slack.setRequestUrl(`http://127.0.0.1:${port}${slackEventsPath}`);
  const result = await step();
  bot.signal('SIGKILL');
  await bot.exited;
  return result;
}

/** The message of the task, now or as soon as it says `text`. */
const messageOf = (ben: Person, slack: LocalSlack, direct: string, text: RegExp) =>
  eventually(slack.acting, `a message with ${String(text)}`, async () =>
    (await ben.sees(direct)).find((message) => text.test(visibleText(message))),
  );

test('complete, score, offer, decline, next offer and accept each survive kill -9, each happening once', async () => {
  const folder = await crewFolder();
  await seedTeam(folder);
  const slack = await startSampleSlack(folder);
  atEndOfTest(() => slack.close());
  const { ben } = personsIn(slack);
  const direct = await ben.direct(botUserId);
  const step = <T>(action: () => Promise<T>) => killedAfter(folder, slack, action);

  await step(async () => {
    await ben.types(sampleChannelId, '/complete T-1 2h');
    await ben.waitsFor(sampleChannelId, 'is done: 2 h');
  });
  const offer = await step(() => messageOf(ben, slack, direct, /Would you take T-2/));
  await step(async () => {
    await ben.clicks(offer, 'Decline…');
    await ben.submits(await ben.waitsForModal(), { Why: 'I have no time for it' });
  });
  const next = await step(() => messageOf(ben, slack, direct, /Would you take T-3/));
  await step(() => ben.clicks(next, 'Accept'));
  await step(() => messageOf(ben, slack, direct, /T-3 Sort the labels is yours/));

  const told = (await ben.sees(direct)).map(visibleText);
  expect(told.filter((text) => /T-2/.test(text))).toHaveLength(1);
  expect(told.filter((text) => /T-3/.test(text))).toHaveLength(1);
  await withDatabase(folder, async ({ services, database }) => {
    const benId = (await services.people.memberBySlackId('U0BEN'))?.id;
    const offers = database.db.collection('assignments').find().sort({ offeredAt: 1 });
    expect(await offers.toArray()).toMatchObject([
      { taskId: 'T-2', memberId: benId, state: 'declined', decline: { kind: 'no time' } },
      { taskId: 'T-3', memberId: benId, state: 'accepted', bySilence: false },
    ]);
    expect(await services.tasks.tasks(['T-1', 'T-2', 'T-3'])).toMatchObject([
      { status: 'done', actualHours: 2 },
      { status: 'open', assigneeId: null },
      { status: 'open', assigneeId: benId },
    ]);
    await services.work.releaseAll();
    await doDueWork({
      store: services.work,
      handlers: workHandlers(services),
      clock: systemClock,
      logger: silentLogger,
    });
    const scores = await database.db.collection('performance_scores').find().toArray();
    expect(scores).toMatchObject([{ memberId: benId }]);
  });
});

test('a postponed offer has no buttons where it stood, and says in the end what became of it', async () => {
  const crew = await startCrew();
  const { ben, platform } = crew;
  const direct = await crew.directTo(ben);
  await ben.types(platform, '/complete T-6 5h');
  await ben.clicks(await ben.waitsFor(direct, 'Would you take'), 'Later');
  const postponed = await ben.waitsFor(direct, /You put T-\d+ .* off until/);
  expect(JSON.stringify(postponed.blocks)).not.toContain('"button"');

  await ben.opensHome();
  const home = await eventually(crew.slack.acting, 'the offer in the Home tab', async () => {
    const shown = await ben.home();
    return shown && visibleText(shown).includes('is offered to you') ? shown : undefined;
  });
  await ben.clicks(home, 'Accept');
  const accepted = await ben.waitsFor(direct, /is yours/);
  expect(accepted.ts).toBe(postponed.ts);
  expect(visibleText(accepted)).not.toContain('Later');
  expect(crew.errors).toEqual([]);
});
