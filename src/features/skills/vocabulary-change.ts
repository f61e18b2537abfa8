import type { Transaction } from '../../storage/index.js';
import { authorise, readSkills } from '../people/index.js';
import { TaskChangedError } from '../tasks/index.js';
import type { Requested, SkillDeps } from './skill-deps.js';
import { nearestName, type SkillEntry, type Vocabulary } from './vocabulary.js';

export type ChangeVocabularyOutcome =
  | { readonly kind: 'not allowed' }
  | { readonly kind: 'invalid'; readonly name: string }
  | { readonly kind: 'unknown skill'; readonly name: string; readonly nearest: string | null }
  | { readonly kind: 'former name'; readonly name: string; readonly now: string }
  /** Nothing is to be done: it is known, retired or called so already. */
  | { readonly kind: 'is so already'; readonly name: string }
  /** Another skill has that name: the two can be merged. */
  | { readonly kind: 'name taken'; readonly from: string; readonly to: string }
  /** A task that requires it was changed at the same time. */
  | { readonly kind: 'changed meanwhile' }
  | { readonly kind: 'added' | 'retired'; readonly name: string }
  | {
      readonly kind: 'renamed' | 'merged';
      readonly from: string;
      readonly to: string;
      readonly members: number;
      readonly tasks: number;
    };

interface Words {
  readonly transaction: Transaction;
  readonly entries: readonly SkillEntry[];
  readonly all: Vocabulary;
}

/** Checks the actor and the names, reads what is known, and lets `then` change it, in a transaction. */
export async function decide(
  { store, names, inTransaction, logger }: SkillDeps,
  { actor }: Requested,
  typed: readonly string[],
  then: (names: readonly string[], words: Words) => Promise<ChangeVocabularyOutcome>,
): Promise<ChangeVocabularyOutcome> {
  if (!authorise(actor, 'administer', {}, logger, { what: 'manage skills' })) {
    return { kind: 'not allowed' };
  }
  const cleaned: string[] = [];
  for (const name of typed) {
    const read = readSkills([{ name, level: 1 }]);
    const isName = 'skills' in read && !/[:;,]/.test(name);
    if (!isName) return { kind: 'invalid', name };
    cleaned.push(...read.skills.map((skill) => skill.name));
  }
  try {
    return await inTransaction(async (transaction) => {
      const entries = await store.entries(transaction);
      const all = await names.vocabulary(transaction);
      return then(cleaned, { transaction, entries, all });
    });
  } catch (error) {
    if (error instanceof TaskChangedError) return { kind: 'changed meanwhile' };
    throw error;
  }
}

export function unknownSkill(all: Vocabulary, name: string): ChangeVocabularyOutcome {
  return {
    kind: 'unknown skill',
    name,
    nearest: all.renamed.get(name) ?? nearestName(all, name),
  };
}

export function entryOf(entries: readonly SkillEntry[], name: string): SkillEntry {
  return entries.find((entry) => entry.name === name) ?? { name, state: 'known', formerNames: [] };
}
