import type { Transaction } from '../storage/index.js';
import type { Member, MemberActor } from './people/index.js';

type WithAccount = Pick<Member, 'slackId'>;
type Concerns = (viewer: MemberActor) => boolean;
type HomeChangedSubscriber = (slackId: string) => void;
type HomesChangedSubscriber = (concerns: Concerns) => void;

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

  /** As `announce`, of a change that may concern several, for those who may be looking just now. */
  announceToViewers(concerns: Concerns, transaction: Transaction): void {
    transaction.afterCommit(() => this.#many(concerns));
  }

  readonly onHomeChanged = (subscriber: HomeChangedSubscriber): void => {
    this.#one = subscriber;
  };

  readonly onHomesChanged = (subscriber: HomesChangedSubscriber): void => {
    this.#many = subscriber;
  };
}
