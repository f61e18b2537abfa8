import type { Transaction } from '../storage/index.js';
import type { Member } from './people/index.js';

type HomeChangedSubscriber = (slackId: string) => void;

/** Tells what shows Home tabs that the content of somebody's has changed. */
export class HomeChanges {
  #subscriber: HomeChangedSubscriber = () => {};

  /** Tells it once `transaction` is durable; nothing about those without a Slack account. */
  announce(member: Pick<Member, 'slackId'> | null, transaction: Transaction): void {
    const slackId = member?.slackId;
    if (slackId === undefined) return;
    transaction.afterCommit(() => this.#subscriber(slackId));
  }

  readonly onHomeChanged = (subscriber: HomeChangedSubscriber): void => {
    this.#subscriber = subscriber;
  };
}
