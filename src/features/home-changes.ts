import type { Transaction } from '../storage/index.js';
import type { Member } from './people/index.js';

type WithAccount = Pick<Member, 'slackId'>;
type HomeChangedSubscriber = (slackId: string) => void;
type HomesChangedSubscriber = (slackIds: readonly string[]) => void;

/** Tells what shows Home tabs that the content of somebody's has changed. */
export class HomeChanges {
  #one: HomeChangedSubscriber = () => {};
  #many: HomesChangedSubscriber = () => {};

  /** Tells it once `transaction` is durable; nothing about those without a Slack account. */
  announce(member: WithAccount | null, transaction: Transaction): void {
    const slackId = member?.slackId;
    if (slackId === undefined) return;
    transaction.afterCommit(() => this.#one(slackId));
  }

  /** As `announce`, of a change that concerns many: not all of them look at their Home tab. */
  announceToMany(members: readonly WithAccount[], transaction: Transaction): void {
    const slackIds = members.flatMap(({ slackId }) => slackId ?? []);
    if (slackIds.length > 0) transaction.afterCommit(() => this.#many(slackIds));
  }

  readonly onHomeChanged = (subscriber: HomeChangedSubscriber): void => {
    this.#one = subscriber;
  };

  readonly onHomesChanged = (subscriber: HomesChangedSubscriber): void => {
    this.#many = subscriber;
  };
}
