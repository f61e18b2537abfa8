import { Binary } from 'bson';
import type { Document } from './bson/decode.js';
import { isDocument, numericValue } from './bson/values.js';
import { CommandError } from './errors.js';
import type { Store } from './store/store.js';
import { Transaction } from './store/transaction.js';

/** Sessions kept for retried writes; the one unused for longest goes first. */
const maxSessions = 1_000;
const sessionIdBytes = 16;
const transactionLifetimeMilliseconds = 60_000;

interface Session {
  txnNumber: number;
  /** The reply of the retryable write `txnNumber`, for when the client asks again. */
  reply: Promise<Buffer> | undefined;
  transaction: Transaction | undefined;
  /** How the transaction `txnNumber` ended. */
  outcome: 'committed' | 'aborted' | undefined;
  committed: Promise<void> | undefined;
  connection: object | undefined;
  expiry: NodeJS.Timeout | undefined;
  /** Whether the disk knows the session. */
  saved: boolean;
}

const newSession: Readonly<Session> = {
  txnNumber: -1,
  reply: undefined,
  transaction: undefined,
  outcome: undefined,
  committed: undefined,
  connection: undefined,
  expiry: undefined,
  saved: false,
};

const numberBytes = 8;

/** The last write of a session: its number and its reply, which a committed transaction lacks. */
function encodeLastWrite(txnNumber: number, reply: Buffer): Buffer {
  const bytes = Buffer.allocUnsafe(numberBytes + reply.length);
  bytes.writeDoubleLE(txnNumber, 0);
  reply.copy(bytes, numberBytes);
  return bytes;
}

function decodeSession(bytes: Buffer): Session {
  const session = { ...newSession, txnNumber: bytes.readDoubleLE(0), saved: true };
  return bytes.length > numberBytes
    ? { ...session, reply: Promise.resolve(bytes.subarray(numberBytes)) }
    : { ...session, outcome: 'committed', committed: Promise.resolve() };
}

/** The session id and transaction number of a command. */
export interface SessionReference {
  readonly id: string;
  readonly txnNumber: number | undefined;
}

export function sessionOf(command: Document): SessionReference | undefined {
  const lsid = command['lsid'];
  if (!isDocument(lsid) || !(lsid['id'] instanceof Binary)) return undefined;
  if (lsid['id'].length() !== sessionIdBytes) {
    throw new CommandError(207, 'uuid must be a 16-byte binary field'); // InvalidUUID
  }
  const txnNumber = command['txnNumber'];
  return {
    id: lsid['id'].toString('hex'),
    txnNumber: txnNumber === undefined ? undefined : numericValue(txnNumber),
  };
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
    for (const [id, value] of store.sessions()) this.sessions.set(id, decodeSession(value));
  }

  private session(id: string, txnNumber: number): Session {
    let session = this.sessions.get(id);
    if (session) this.sessions.delete(id);
    session ??= { ...newSession };
    this.sessions.set(id, session);
    this.forgetOldest();
    if (txnNumber < session.txnNumber) {
      throw new CommandError(
        'TransactionTooOld',
        `Retryable write with txnNumber ${txnNumber} is prohibited on session ${id} because a newer retryable write with txnNumber ${session.txnNumber} has already started on this session.`,
      );
    }
    if (txnNumber > session.txnNumber) {
      this.abort(session);
      Object.assign(session, {
        txnNumber,
        reply: undefined,
        outcome: undefined,
        committed: undefined,
      });
    }
    return session;
  }

  private forgetOldest(): void {
    if (this.sessions.size <= maxSessions) return;
    for (const [id, session] of this.sessions) {
      if (session.transaction) continue;
      this.forget(id, session);
      return;
    }
  }

  private forget(id: string, { saved }: Session): void {
    this.sessions.delete(id);
    if (saved) this.store.forgetSession(id);
  }

  private save(id: string, session: Session, txnNumber: number, reply: Buffer): void {
    if (session.txnNumber !== txnNumber) return;
    this.store.saveSession(id, encodeLastWrite(txnNumber, reply));
    session.saved = true;
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
      const reply = run((saved) => this.save(id, session, txnNumber, saved));
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
    if (session.transaction || session.outcome) {
      throw new CommandError(
        'ConflictingOperationInProgress',
        `Only servers in a sharded cluster can start a new transaction at the active transaction number`,
      );
    }
    await this.takeTurn();
    if (connection.gone.aborted || session.txnNumber !== txnNumber) {
      this.passTurn();
      throw noSuchTransaction(txnNumber);
    }
    const transaction = new Transaction(this.store);
    this.open = transaction;
    session.transaction = transaction;
    session.connection = connection;
    session.expiry = setTimeout(() => this.abort(session), transactionLifetimeMilliseconds).unref();
    return transaction;
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
    const session = this.session(id, txnNumber);
    if (!session.transaction) {
      if (session.outcome === 'committed') {
        throw new CommandError(
          'TransactionCommitted',
          `Transaction ${txnNumber} has been committed.`,
        );
      }
      throw noSuchTransaction(txnNumber);
    }
    session.connection = connection;
    return session.transaction;
  }

  /** Commits; resolves when all of it is on disk. A repeated commit gets the same answer. */
  async commit(id: string, txnNumber: number): Promise<void> {
    const session = this.session(id, txnNumber);
    if (session.outcome === 'committed') return session.committed;
    const { transaction } = session;
    if (!transaction) throw noSuchTransaction(txnNumber);
    try {
      const changes = transaction.changes();
      this.store.apply(changes);
      if (changes.length > 0) this.save(id, session, txnNumber, Buffer.alloc(0));
    } catch (error) {
      this.abort(session);
      throw error;
    }
    session.committed = this.store.durable();
    this.finish(session, 'committed');
    return session.committed;
  }

  /** Aborts; throws NoSuchTransaction when there is none. */
  abortTransaction(id: string, txnNumber: number): void {
    const session = this.session(id, txnNumber);
    if (!session.transaction) throw noSuchTransaction(txnNumber);
    this.abort(session);
  }

  /** Aborts the open transaction of a session, if any: after an error, or when the client ends it. */
  abortOf(id: string): void {
    const session = this.sessions.get(id);
    if (session) this.abort(session);
  }

  end(id: string): void {
    const session = this.sessions.get(id);
    if (!session) return;
    this.abort(session);
    this.forget(id, session);
  }

  /** Rolls back what a client left open when its connection went. */
  connectionClosed(connection: object): void {
    for (const session of this.sessions.values()) {
      if (session.transaction && session.connection === connection) this.abort(session);
    }
  }

  abortAll(): void {
    for (const session of this.sessions.values()) this.abort(session);
  }

  private abort(session: Session): void {
    if (session.transaction) this.finish(session, 'aborted');
  }

  private finish(session: Session, outcome: 'committed' | 'aborted'): void {
    const { transaction } = session;
    clearTimeout(session.expiry);
    session.transaction = undefined;
    session.outcome = outcome;
    this.open = undefined;
    transaction?.end();
    this.passTurn();
  }
}
