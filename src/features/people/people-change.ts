import type { Clock } from '../../shared/clock.js';
import type { InTransaction, Transaction } from '../../storage/index.js';
import type { Audit, AuditEntry } from '../audit/index.js';
import { type Actor, actorId } from './actor.js';
import { type Change, changesSince, differenceBetween } from './changes.js';
import type { Member } from './member.js';
import type { PeopleStore } from './people-store.js';

/** Who wants a change, and the intent under which it takes effect once. */
export interface ChangeRequest {
  readonly actor: Actor;
  readonly intentId: string;
}

type Versioned = { readonly id: string; readonly version: number };

/** One member or team that was added (`before` is null) or changed. */
export interface RecordedChange<Subject extends Versioned> extends ChangeRequest {
  readonly kind: 'member' | 'team';
  readonly verb: 'added' | 'changed' | 'removed';
  readonly before: Subject | null;
  readonly after: Subject;
}

interface PeopleChangeDeps {
  readonly store: PeopleStore;
  readonly inTransaction: InTransaction;
  readonly audit: Audit;
  readonly clock: Clock;
}

/** A member as they were, null for a new one, and as they are now. */
export interface MemberChanged {
  readonly before: Member | null;
  readonly after: Member;
}

/** What it writes in the transaction is kept or lost together with the change. */
export type MemberChangedSubscriber = (
  event: MemberChanged,
  transaction: Transaction,
) => Promise<void>;

/** Runs changes to people one after the other, each of them once, and records them. */
export class PeopleChange {
  readonly #deps: PeopleChangeDeps;
  readonly #subscribers: MemberChangedSubscriber[] = [];

  constructor(deps: PeopleChangeDeps) {
    this.#deps = deps;
  }

  /** The subscriber runs inside the transaction that adds, changes or removes a member. */
  readonly onMemberChanged = (subscriber: MemberChangedSubscriber): void => {
    this.#subscribers.push(subscriber);
  };

  /**
   * Runs `work` in one transaction. `work` calls `record` under the same intent for what it changes,
   * and not at all when it refuses. When the intent has taken effect already, the answer is that of
   * `whenHandled`, which gets the id of the member or team that was changed.
   */
  once<Outcome>(
    intentId: string,
    work: (transaction: Transaction) => Promise<Outcome>,
    whenHandled: (id: string) => Promise<Outcome>,
  ): Promise<Outcome> {
    const { audit, inTransaction, store } = this.#deps;
    return inTransaction(async (transaction) => {
      await store.lock(transaction);
      const handled = await audit.find(intentId);
      return handled ? whenHandled(subjectId(handled)) : work(transaction);
    });
  }

  /** What has changed in a member or team since it had `version`. */
  async since(kind: 'member' | 'team', id: string, version: number): Promise<readonly Change[]> {
    return changesSince(await this.#deps.audit.about(`${kind} ${id}`, 20), version);
  }

  /** Writes the audit entry of one change. */
  record<Subject extends Versioned>(
    change: RecordedChange<Subject>,
    transaction: Transaction,
  ): Promise<void> {
    return this.recordAll([change], transaction);
  }

  /** Writes the audit entries of many changes, each under an intent of its own. */
  async recordAll<Subject extends Versioned>(
    changes: readonly RecordedChange<Subject>[],
    transaction: Transaction,
  ): Promise<void> {
    const entries = changes.map((change) => this.#entryOf(change));
    await this.#deps.audit.insertAll(entries, transaction);
    for (const { before, after } of changes) {
      if (!isMember(after) || (before && !isMember(before))) continue;
      for (const subscriber of this.#subscribers) await subscriber({ before, after }, transaction);
    }
  }

  #entryOf<Subject extends Versioned>(change: RecordedChange<Subject>): AuditEntry {
    const { kind, verb, before, after } = change;
    const difference = before && differenceBetween(before, after);
    return {
      id: change.intentId,
      at: this.#deps.clock.now(),
      actorId: actorId(change.actor),
      action: `${kind} ${verb}`,
      subject: `${kind} ${after.id}`,
      ...(difference && { before: difference.before }),
      after: difference ? { ...difference.after, version: after.version } : { ...after },
    };
  }
}

function isMember(subject: Versioned): subject is Member {
  return 'weeklyCapacityHours' in subject;
}

function subjectId({ subject }: AuditEntry): string {
  return subject.slice(subject.indexOf(' ') + 1);
}
