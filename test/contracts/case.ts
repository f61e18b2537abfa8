import type { Document } from 'mongodb';

/** In commands, stands for the name of the case's own collection. */
export const collection = '$collection';

/** In commands and answers, stands for the id of the cursor that the case opened last. */
export const cursor = '$cursor';

/** What MongoDB answers: fields of the reply, or the error's code, code name and labels. */
export type Answer =
  | { readonly reply: Document }
  | {
      readonly error: {
        readonly code: number;
        readonly codeName?: string;
        readonly errorLabels?: readonly string[];
      };
    };

export interface Step {
  readonly command: Document;
  readonly answer: Answer;
  /**
   * The client of a name of its own that sends it in a transaction, which its first command starts
   * and `commitTransaction`, `abortTransaction` or `endSessions`, with which it leaves, ends.
   */
  readonly client?: string;
}

/**
 * Documents (numbered from 1 where they have no _id), indexes, and commands with MongoDB's answers.
 * `mayRefuse` marks what a server may leave out, provided that it says so with this code.
 */
export interface ContractCase {
  readonly name: string;
  readonly documents: readonly Document[];
  readonly indexes?: readonly Document[];
  readonly steps: readonly Step[];
  readonly mayRefuse?: number;
}

export function error(code: number, codeName?: string): Answer {
  return { error: codeName === undefined ? { code } : { code, codeName } };
}

/** A filter and the ids that it finds, in any order. */
export function finds(
  name: string,
  documents: readonly Document[],
  filter: Document,
  ids: readonly unknown[],
): ContractCase {
  const command = { find: collection, filter, projection: { _id: 1 }, sort: { _id: 1 } };
  const reply = { cursor: { firstBatch: ids.map((id) => ({ _id: id })) } };
  return { name, documents, steps: [{ command, answer: { reply } }] };
}

/** A filter that is an error. */
export function findFails(name: string, filter: Document, code: number): ContractCase {
  const command = { find: collection, filter };
  return { name, documents: [{ a: 1 }], steps: [{ command, answer: error(code) }] };
}

/** One document, an update of it, and the whole document afterwards or the write error's code. */
export function updates(
  name: string,
  before: Document,
  update: Document | readonly Document[],
  after: Document | number,
  options: Document = {},
): ContractCase {
  const command = { update: collection, updates: [{ q: { _id: 1 }, u: update, ...options }] };
  if (typeof after === 'number') {
    const reply = { writeErrors: [{ index: 0, code: after }] };
    return { name, documents: [before], steps: [{ command, answer: { reply } }] };
  }
  return {
    name,
    documents: [before],
    steps: [
      { command, answer: { reply: { n: 1 } } },
      {
        command: { find: collection },
        answer: { reply: { cursor: { firstBatch: [{ _id: 1, ...after }] } } },
      },
    ],
  };
}

/** A pipeline and its result in order, or the error's code. */
export function aggregates(
  name: string,
  documents: readonly Document[],
  pipeline: readonly Document[],
  result: readonly Document[] | number,
): ContractCase {
  const command = { aggregate: collection, pipeline, cursor: {} };
  const answer =
    typeof result === 'number' ? error(result) : { reply: { cursor: { firstBatch: result } } };
  return { name, documents, steps: [{ command, answer }] };
}

/** An expression over one document, and its value; null for a missing one. */
export function evaluates(
  name: string,
  document: Document,
  expression: unknown,
  value: unknown,
): ContractCase {
  return aggregates(name, [document], [{ $group: { _id: expression } }], [{ _id: value }]);
}

/** An expression that is an error. */
export function evaluationFails(
  name: string,
  document: Document,
  expression: unknown,
  code: number,
): ContractCase {
  return aggregates(name, [document], [{ $group: { _id: expression } }], code);
}

/** Codes with which MongoDB says that it does not know something, and other servers what they leave out. */
export const refusal = {
  type: 238,
  operator: 2,
  pattern: 51091,
  regexOption: 51108,
  update: 9,
  command: 59,
  argument: 40415,
  stage: 40324,
  accumulator: 15952,
  expression: 168,
  index: 67,
  indexOption: 197,
} as const;

/** The case, with the code of the error for a server that leaves it out. */
export function mayRefuse(code: number, given: ContractCase): ContractCase {
  return { ...given, mayRefuse: code };
}
