import { collection, type ContractCase, error, type Step } from './case.js';

export function ok(command: Step['command'], reply: Record<string, unknown>): Step {
  return { command, answer: { reply } };
}

export function fails(command: Step['command'], code: number, codeName?: string): Step {
  return { command, answer: error(code, codeName) };
}

/** The step sent by the client of this name, in its transaction. */
export function by(client: string, step: Step): Step {
  return { ...step, client };
}

export function batch(documents: readonly unknown[]): Record<string, unknown> {
  return { cursor: { firstBatch: documents } };
}

export function nextBatch(documents: readonly unknown[]): Record<string, unknown> {
  return { cursor: { nextBatch: documents } };
}

export function indexes(...specs: Record<string, unknown>[]) {
  return { createIndexes: collection, indexes: specs };
}

export const unique = { name: 'a_1', key: { a: 1 }, unique: true };
export const three = [{ a: 1 }, { a: 2 }, { a: 3 }];

export function scenario(
  name: string,
  documents: ContractCase['documents'],
  steps: readonly Step[],
  options: Partial<ContractCase> = {},
): ContractCase {
  return { name, documents, steps, ...options };
}
