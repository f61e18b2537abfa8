import { type Random, seededRandom } from '../../src/shared/random.js';
import { BotProcess } from './support/bot-process.js';
import { atEndOfTest, cleanUpCrews, crewFolder, settingsFor } from './support/crew.js';
import { letPass, startGateway } from './support/gateway.js';
import {
  allDelivered,
  expectEachTaskOnce,
  seedDueTasks,
  startManyTeamsSlack,
} from './support/many-teams.js';

afterEach(cleanUpCrews);

const rounds = Number(process.env['CREWCHIEF_KILL_ROUNDS'] ?? 4);
const seed = Number(process.env['CREWCHIEF_KILL_SEED'] ?? 1);
const testTimeoutMs = 120_000 + 60_000 * rounds;

/** When a process is killed: at which of its calls of the Web API, and how far that has come. */
interface KillPoint {
  readonly call: number;
  readonly moment: (typeof moments)[number];
}
const moments = ['before Slack does it', 'before the bot knows', 'after the answer'] as const;

function killPoint(random: Random): KillPoint {
  const [moment = moments[0]] = moments.slice(Math.floor(random() * moments.length));
  return { call: 1 + Math.floor(random() * 40), moment };
}

test(
  `a bot killed ${rounds} times (seed ${seed}) evaluates each task once and tells of it once, in order`,
  async () => {
    const folder = await crewFolder();
    await seedDueTasks(folder);
    const slack = await startManyTeamsSlack(folder);
    atEndOfTest(() => slack.close());
    const gateway = await startGateway(slack.apiUrl);
    atEndOfTest(gateway.close);
    const settings = {
      ...settingsFor('http', gateway.apiUrl),
      CREWCHIEF_DATA: folder,
      LOG_LEVEL: 'warn',
    };
    const random = seededRandom(seed);

    for (let round = 0; round < rounds; round += 1) {
      const point = killPoint(random);
      const process = new BotProcess(settings);
      let calls = 0;
      gateway.onCall = async (passage) => {
        calls += 1;
        const isPoint = calls === point.call;
        if (isPoint && point.moment === 'before Slack does it') return process.signal('SIGKILL');
        await passage.forward();
        if (isPoint && point.moment === 'before the bot knows') return process.signal('SIGKILL');
        passage.reply();
        if (isPoint) process.signal('SIGKILL');
      };
      expect(await process.exited).toEqual({ code: null, signal: 'SIGKILL' });
    }
    gateway.onCall = letPass;
    const last = new BotProcess(settings);
    const delivered = await allDelivered(slack);
    last.signal('SIGTERM');
    expect(await last.exited).toEqual({ code: 0, signal: null });

    await expectEachTaskOnce(folder, delivered);
  },
  testTimeoutMs,
);
