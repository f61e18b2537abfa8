import type { Document } from '../bson/decode.js';
import type { Cursors } from '../cursors.js';
import type { Store } from '../store/store.js';
import { Blocked, type View } from '../store/view.js';
import { generalArguments } from './arguments.js';

/** What a command has at hand while it runs. */
export interface CommandContext {
  readonly command: Document;
  readonly view: View;
  readonly store: Store;
  readonly cursors: Cursors;
  readonly inTransaction: boolean;
}

/** A reply as a document, or as BSON bytes that are ready to send. */
export type Reply = Document | Buffer;

export interface CommandDefinition {
  readonly run: (context: CommandContext) => Reply | Promise<Reply>;
  /** Names of the arguments it understands. */
  readonly known: ReadonlySet<string>;
  /** Whether MongoDB takes it inside a transaction. */
  readonly inTransaction: boolean;
}

/** @param known names of its arguments beyond those of every command */
export function defineCommand(
  run: CommandDefinition['run'],
  known: readonly string[],
  inTransaction = false,
): CommandDefinition {
  return { run, known: new Set([...known, ...generalArguments]), inTransaction };
}

/** Runs a write, again after each open transaction that stands in its way has ended. */
export async function unblocked<T>(write: () => T): Promise<T> {
  for (;;) {
    try {
      return write();
    } catch (thrown) {
      if (!(thrown instanceof Blocked)) throw thrown;
      await thrown.until;
    }
  }
}
