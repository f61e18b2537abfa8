import type { BotDeps } from './bot-deps.js';
import {
  connectToSlack,
  createBoltApp,
  Dispatcher,
  HomeTabs,
  type InFlight,
  type MessageRenderer,
  registerListeners,
  slackBudgets,
} from './slack/index.js';
import type { OpenSlack } from './stand-ins/open-slack.js';

/** Answers Slack's requests, counted by `inFlight`. @returns the port on which it does, and answers health checks. */
export async function startWeb(
  { environment, answerBudgets, services, database, closers }: BotDeps,
  slack: OpenSlack,
  renderer: MessageRenderer,
  inFlight: InFlight,
): Promise<number> {
  const { clock, newId, logger } = environment;
  const bolt = createBoltApp({
    botToken: slack.botToken,
    apiUrl: slack.apiUrl,
    delivery: slack.delivery,
    listen: slack.listen,
    healthCheck: database.ping,
    logger,
    inFlight,
  });
  const { people, chat: features } = services;
  const dispatcher = new Dispatcher({ features, people, newId, logger });
  const homeTabs = new HomeTabs({ client: bolt.app.client, dispatcher, renderer, logger });
  registerListeners(bolt.app, {
    dispatcher,
    renderer,
    homeTabs,
    logger,
    noteActedOn: (posted) => services.outbox.noteActedOn(posted, clock.now()),
    outbox: services.outbox,
    inTransaction: database.inTransaction,
    ...(answerBudgets ?? slackBudgets),
  });
  services.onHomeChanged((slackId) => {
    void inFlight.track(homeTabs.show(slackId));
  });
  services.onHomesChanged((concerns) => {
    void inFlight.track(homeTabs.showTo(concerns));
  });
  const port = await connectToSlack(bolt, slack.listen.port, logger);
  closers.add('the connection to Slack', bolt.stop);
  slack.setRequestUrl(port);
  return port;
}
