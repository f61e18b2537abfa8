import { CommandError } from './errors.js';
import type { Store } from './store/store.js';
import { Transaction } from './store/transaction.js';

/** Sessions kept for retried writes; the one unused for longest goes first. */
const maxSessions = 1_000;
const transactionLifetimeMilliseconds = 60_000;

/** What is known of a session's last write or transaction, which has this number. */
interface Session {
  readonly txnNumber: number;
  /** The reply of a retryable write, for when the client asks again. */
  reply?: Promise<Buffer> | undefined;
  transaction?: OpenTransaction | undefined;
  /** How a transaction ended: `committed` resolves when it is on disk. */
  ended?: { readonly committed?: Promise<void> } | undefined;
}

interface OpenTransaction {
  readonly changes: Transaction;
  /** Of the client that sent its last command. */
  connection: object;
  readonly expiry: NodeJS.Timeout;
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

/** Sessions with their retryable writes and the one transaction that may be open at a time. */
export class Sessions {
  private readonly sessions = new Map<string, Session>();
  private readonly queue: (() => void)[] = [];
  private busy = false;
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

  /** Starts a transaction, after those that came before have ended. */
  async start(
    id: string,
    txnNumber: number,
    connection: { readonly gone: AbortSignal },
  ): Promise<Transaction> {
    const session = this.session(id, txnNumber);
    if (session.transaction || session.ended) {
      throw new CommandError(
        'ConflictingOperationInProgress',
        `Only servers in a sharded cluster can start a new transaction at the active transaction number`,
      );
    }
    await this.takeTurn();
    if (connection.gone.aborted || this.sessions.get(id) !== session) {
      this.passTurn();
      throw noSuchTransaction(txnNumber);
    }
    const changes = new Transaction(this.store);
    const expiry = setTimeout(() => this.abort(session), transactionLifetimeMilliseconds).unref();
    this.open = changes;
    session.transaction = { changes, connection, expiry };
    return changes;
  }

  private async takeTurn(): Promise<void> {
    if (this.busy) await new Promise<void>((resolve) => this.queue.push(resolve));
    this.busy = true;
  }

  private passTurn(): void {
    const next = this.queue.shift();
    if (next) next();
    else this.busy = false;
  }

  /** The transaction that a later command of it belongs to. */
  current(id: string, txnNumber: number, connection: object): Transaction {
    const { transaction, ended } = this.session(id, txnNumber);
    if (ended?.committed) {
      throw new CommandError(
        'TransactionCommitted',
        `Transaction ${txnNumber} has been committed.`,
      );
    }
    if (!transaction) throw noSuchTransaction(txnNumber);
    transaction.connection = connection;
    return transaction.changes;
  }

  /** Commits; resolves when all of it is on disk. A repeated commit gets the same answer. */
  async commit(id: string, txnNumber: number): Promise<void> {
    const session = this.session(id, txnNumber);
    if (session.ended?.committed) return session.ended.committed;
    if (!session.transaction) throw noSuchTransaction(txnNumber);
    try {
      const changes = session.transaction.changes.changes();
      this.store.apply(changes);
      if (changes.length > 0) this.save(id, session, Buffer.alloc(0));
    } catch (error) {
      this.abort(session);
      throw error;
    }
    const committed = this.store.durable();
    this.finish(session, { committed });
    return committed;
  }

  /** Aborts; throws NoSuchTransaction when there is none. */
  abortTransaction(id: string, txnNumber: number): void {
    const session = this.session(id, txnNumber);
    if (!session.transaction) throw noSuchTransaction(txnNumber);
    this.abort(session);
  }

  /** Aborts the open transaction of a session, if any, after an error. */
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
    if (session.transaction) this.finish(session, {});
  }

  private finish(session: Session, ended: Session['ended']): void {
    const { transaction } = session;
    clearTimeout(transaction?.expiry);
    session.transaction = undefined;
    session.ended = ended;
    this.open = undefined;
    transaction?.changes.end();
    this.passTurn();
  }
}
