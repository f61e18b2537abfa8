import type { CommandRequest } from '../../../src/features/chat.js';
import {
  type DeliveriesDeps,
  deliveriesChat,
} from '../../../src/features/deliveries/deliveries-slack.js';
import { silentLogger } from '../../support/logger.js';
import { actorNamed } from '../tasks/people-of-test.js';

test.each([
  ['jobs', 'jobs'],
  ['deliveries', 'deliveries'],
  ['deliveries latest', 'deliveries'],
])('/crew %s tells an engineer that only admins see %s', async (name, what) => {
  const { subcommands } = deliveriesChat({ logger: silentLogger } as DeliveriesDeps);
  const subcommand = subcommands.find((each) => each.name === name);
  const request = { actor: actorNamed('ana'), text: '' } as CommandRequest;

  expect(await subcommand?.run(request)).toEqual({
    template: 'deliveries/refused',
    view: { what },
  });
});
