/** Who did what to what, before and after. Never changed once written. */
export interface AuditEntry {
  /** The intent that caused it; a second entry with the same id is refused. */
  readonly id: string;
  readonly at: Date;
  readonly actorId: string;
  /** The member whose right the actor used, as a delegate. */
  readonly inPlaceOfId?: string;
  /** Verb in the past tense with its subject's kind, such as `task completed`. */
  readonly action: string;
  /** Such as `task T-12`. */
  readonly subject: string;
  readonly before?: Readonly<Record<string, unknown>>;
  readonly after?: Readonly<Record<string, unknown>>;
  readonly reason?: string;
  /** Of the subject, as the change left it; absent for subjects without versions. */
  readonly version?: number;
  /** Until when putting back what stands in `before` takes the change back; absent when nothing does. */
  readonly undoableUntil?: Date;
  /** The id of the entry that this one takes back. */
  readonly undoes?: string;
}

/** Thrown inside a transaction when its intent has already taken effect; nothing is changed. */
export class AlreadyHandledError extends Error {
  readonly intentId: string;

  constructor(intentId: string) {
    super(`The intent ${intentId} has already taken effect`);
    this.name = 'AlreadyHandledError';
    this.intentId = intentId;
  }
}
