import { CommandError } from './errors.js';
import type { Store } from './store/store.js';
import { Transaction, writeConflict } from './store/transaction.js';

/** Sessions kept for retried writes; the one unused for longest goes first. */
const maxSessions = 1_000;
const transactionLifetimeMilliseconds = 60_000;
/** So short that clients whose waiting starts hold all of their connections go on soon. */
const turnMilliseconds = 1_000;

/** What is known of a session's last write or transaction, which has this number. */
interface Session {
  readonly txnNumber: number;
  /** The reply of a retryable write, for when the client asks again. */
  reply?: Promise<Buffer> | undefined;
  /** One that is open or waits for its turn. */
  transaction?: StartedTransaction | undefined;
  /** How a transaction ended: `committed` resolves when it is on disk. */
  ended?: { readonly committed?: Promise<void> } | undefined;
}

interface StartedTransaction {
  readonly changes: Transaction;
  /** Of the client that sent its last command. */
  connection: object;
  expiry: NodeJS.Timeout;
  /** Lets its start go on: it is open, or has been aborted. */
  readonly proceed: () => void;
}

const numberBytes = 8;

/** The last write of a session: its number and its reply, which a committed transaction lacks. */
function encodeLastWrite(txnNumber: number, reply: Buffer): Buffer {
  const bytes = Buffer.allocUnsafe(numberBytes + reply.length);
  bytes.writeDoubleLE(txnNumber, 0);
  reply.copy(bytes, numberBytes);
  return bytes;
}

function decodeLastWrite(bytes: Buffer): Session {
  const txnNumber = bytes.readDoubleLE(0);
  return bytes.length > numberBytes
    ? { txnNumber, reply: Promise.resolve(bytes.subarray(numberBytes)) }
    : { txnNumber, ended: { committed: Promise.resolve() } };
}

function noSuchTransaction(number: number): CommandError {
  return new CommandError(
    'NoSuchTransaction',
    `Given transaction number ${number} does not match any in-progress transactions.`,
    {},
    ['TransientTransactionError'],
  );
}

/** Sessions with their retryable writes and their transactions, one of which is open at a time. */
export class Sessions {
  private readonly sessions = new Map<string, Session>();
  /** The first one is open or about to be, the others wait. */
  private readonly started: StartedTransaction[] = [];
  open: Transaction | undefined;

  constructor(private readonly store: Store) {
    for (const [id, value] of store.sessions()) this.sessions.set(id, decodeLastWrite(value));
  }

  private session(id: string, txnNumber: number): Session {
    const known = this.sessions.get(id);
    if (known && txnNumber < known.txnNumber) {
      throw new CommandError(
        'TransactionTooOld',
        `Retryable write with txnNumber ${txnNumber} is prohibited on session ${id} because a newer retryable write with txnNumber ${known.txnNumber} has already started on this session.`,
      );
    }
    const session = known?.txnNumber === txnNumber ? known : { txnNumber };
    if (known && known !== session) this.abort(known);
    this.sessions.delete(id);
    this.sessions.set(id, session);
    this.forgetOldest();
    return session;
  }

  private forgetOldest(): void {
    if (this.sessions.size <= maxSessions) return;
    for (const [id, session] of this.sessions) {
      if (session.transaction) continue;
      this.forget(id);
      return;
    }
  }

  private forget(id: string): void {
    this.sessions.delete(id);
    this.store.forgetSession(id);
  }

  private save(id: string, session: Session, reply: Buffer): void {
    if (this.sessions.get(id) !== session) return;
    this.store.saveSession(id, encodeLastWrite(session.txnNumber, reply));
  }

  /**
   * Runs a retryable write once: the same number again gets the first reply, after a restart of the
   * server, too, when the write has called `save`.
   */
  once(
    id: string,
    txnNumber: number,
    run: (save: (reply: Buffer) => void) => Promise<Buffer>,
  ): Promise<Buffer> {
    const session = this.session(id, txnNumber);
    if (!session.reply) {
      const reply = run((saved) => this.save(id, session, saved));
      session.reply = reply;
      reply.catch(() => {
        if (session.reply === reply) session.reply = undefined;
      });
    }
    return session.reply;
  }

  /**
   * Starts a transaction when those that came before have ended. Throws WriteConflict, after which
   * clients try again, when that takes too long or the transaction is aborted meanwhile.
   */
  async start(id: string, txnNumber: number, connection: object): Promise<Transaction> {
    const session = this.session(id, txnNumber);
    if (session.transaction || session.ended) {
      throw new CommandError(
        'ConflictingOperationInProgress',
        `Only servers in a sharded cluster can start a new transaction at the active transaction number`,
      );
    }
    const changes = new Transaction(this.store);
    const abortAfter = (milliseconds: number) =>
      setTimeout(() => this.abort(session), milliseconds).unref();
    await new Promise<void>((proceed) => {
      const expiry = abortAfter(turnMilliseconds);
      session.transaction = { changes, connection, expiry, proceed };
      this.started.push(session.transaction);
      this.started[0]?.proceed();
    });
    const transaction = this.sessions.get(id)?.transaction;
    if (transaction?.changes !== changes) throw writeConflict();
    clearTimeout(transaction.expiry);
    transaction.expiry = abortAfter(transactionLifetimeMilliseconds);
    this.open = changes;
    return changes;
  }

  /** The transaction that a later command of it belongs to. */
  current(id: string, txnNumber: number, connection: object): Transaction {
    const session = this.session(id, txnNumber);
    if (session.ended?.committed) {
      throw new CommandError(
        'TransactionCommitted',
        `Transaction ${txnNumber} has been committed.`,
      );
    }
    const transaction = this.openOf(session);
    transaction.connection = connection;
    return transaction.changes;
  }

  private openOf({ transaction, txnNumber }: Session): StartedTransaction {
    if (!transaction || transaction.changes !== this.open) throw noSuchTransaction(txnNumber);
    return transaction;
  }

  /** Commits; resolves when all of it is on disk. A repeated commit gets the same answer. */
  async commit(id: string, txnNumber: number): Promise<void> {
    const session = this.session(id, txnNumber);
    if (session.ended?.committed) return session.ended.committed;
    const transaction = this.openOf(session);
    try {
      const changes = transaction.changes.changes();
      this.store.apply(changes);
      if (changes.length > 0) this.save(id, session, Buffer.alloc(0));
    } catch (error) {
      this.abort(session);
      throw error;
    }
    const committed = this.store.durable();
    this.finish(session, transaction, { committed });
    return committed;
  }

  /** Aborts, also one that waits; throws NoSuchTransaction when there is none. */
  abortTransaction(id: string, txnNumber: number): void {
    const session = this.session(id, txnNumber);
    if (!session.transaction) throw noSuchTransaction(txnNumber);
    this.abort(session);
  }

  /** Aborts the transaction of a session, if any, after an error. */
  abortOf(id: string): void {
    const session = this.sessions.get(id);
    if (session) this.abort(session);
  }

  end(id: string): void {
    if (!this.sessions.has(id)) return;
    this.abortOf(id);
    this.forget(id);
  }

  /** Rolls back what a client left open when its connection went. */
  connectionClosed(connection: object): void {
    for (const session of this.sessions.values()) {
      if (session.transaction?.connection === connection) this.abort(session);
    }
  }

  abortAll(): void {
    for (const session of this.sessions.values()) this.abort(session);
  }

  private abort(session: Session): void {
    if (session.transaction) this.finish(session, session.transaction, {});
  }

  private finish(
    session: Session,
    transaction: StartedTransaction,
    ended: NonNullable<Session['ended']>,
  ): void {
    clearTimeout(transaction.expiry);
    session.transaction = undefined;
    session.ended = ended;
    this.started.splice(this.started.indexOf(transaction), 1);
    if (this.open === transaction.changes) this.open = undefined;
    transaction.changes.end();
    transaction.proceed();
    this.started[0]?.proceed();
  }
}
