import { setTimeout as wait } from 'node:timers/promises';
import { Long, ObjectId } from 'bson';
import type { Document } from './bson/decode.js';
import { isDocument, numericValue } from './bson/values.js';
import { CommandError } from './errors.js';

/** Names a state of the server's topology; that of one server never changes while it runs. */
export interface TopologyVersion {
  readonly processId: ObjectId;
  readonly counter: Long;
}

export function newTopologyVersion(): TopologyVersion {
  return { processId: new ObjectId(), counter: Long.ZERO };
}

const helloNames: ReadonlySet<string> = new Set(['hello', 'isMaster', 'ismaster']);

export function isHello(commandName: string): boolean {
  return helloNames.has(commandName);
}

const longestTimerMilliseconds = 2 ** 31 - 1;

/** The state that a watching client knows, and how many milliseconds it waits for another one. */
function watchOf({ topologyVersion, maxAwaitTimeMS }: Document) {
  const milliseconds = numericValue(maxAwaitTimeMS);
  if (!isDocument(topologyVersion) || milliseconds === undefined || !(milliseconds >= 0)) return;
  return { known: topologyVersion, milliseconds: Math.min(milliseconds, longestTimerMilliseconds) };
}

/** Refuses a `hello` that says half of what watching takes. */
function checkUnwatched({ topologyVersion, maxAwaitTimeMS }: Document): void {
  if (topologyVersion === undefined && maxAwaitTimeMS === undefined) return;
  if (topologyVersion === undefined || maxAwaitTimeMS === undefined) {
    throw new CommandError(
      31368,
      "A request must include both 'topologyVersion' and 'maxAwaitTimeMS', or neither",
    );
  }
  throw new CommandError(31373, 'maxAwaitTimeMS must be a non-negative integer');
}

/**
 * Resolves when a watching client is to hear of `present`: at once, or after the time it waits when
 * it knows it already. Rejects when the client has gone meanwhile.
 */
export async function waitForNews(
  command: Document,
  present: TopologyVersion,
  gone: AbortSignal,
): Promise<void> {
  const watch = watchOf(command);
  if (!watch) return checkUnwatched(command);
  const { processId } = watch.known;
  if (!(processId instanceof ObjectId) || !present.processId.equals(processId)) return;
  await wait(watch.milliseconds, undefined, { signal: gone, ref: false });
}

/**
 * What a watching client that takes many replies to one `hello` would ask next; undefined for every
 * other command.
 */
export function nextHello(command: Document, present: TopologyVersion): Document | undefined {
  const [name = ''] = Object.keys(command);
  return isHello(name) && watchOf(command) ? { ...command, topologyVersion: present } : undefined;
}
