import type { Document } from 'mongodb';
import type { ContractCase } from '../case.js';
import { commandShapes } from './command-shapes.js';
import type { SentShape } from './recorder.js';

/** The commands that a case shows to work: none of those that a server may refuse or must fail. */
function provenCommands({ steps, indexes, documents, mayRefuse }: ContractCase): Document[] {
  if (mayRefuse !== undefined) return [];
  return [
    ...(documents.length > 0 ? [{ insert: '', documents }] : []),
    ...(indexes ? [{ createIndexes: '', indexes }] : []),
    ...steps
      .filter(({ answer }) => 'reply' in answer)
      .map(({ command, client }) => (client ? { ...command, autocommit: false } : command)),
  ];
}

/** The shapes that the cases show to work. */
export function provenShapes(cases: readonly ContractCase[]): ReadonlySet<string> {
  return new Set(
    cases.flatMap((given) =>
      provenCommands(given).flatMap((command) => [...commandShapes(command)]),
    ),
  );
}

/** What was sent and no case shows to work, one line a shape, in order. */
export function uncovered(
  sent: Iterable<SentShape>,
  cases: readonly ContractCase[],
): readonly string[] {
  const proven = provenShapes(cases);
  const places = new Map<string, string>();
  for (const { shape, seenIn } of sent) {
    if (!proven.has(shape) && !places.has(shape)) places.set(shape, seenIn);
  }
  return [...places].map(([shape, seenIn]) => `${shape} (${seenIn})`).toSorted();
}
