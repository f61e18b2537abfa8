import type { Transaction } from '../../storage/index.js';
import { actorId } from '../people/index.js';
import type { Requested, SkillDeps } from './skill-deps.js';
import type { SkillEntry } from './vocabulary.js';
import {
  type ChangeVocabularyOutcome,
  decide,
  entryOf,
  unknownSkill,
} from './vocabulary-change.js';

/** Makes a skill known, or a retired one again. */
export function addSkill(
  deps: SkillDeps,
  request: Requested & { readonly name: string },
): Promise<ChangeVocabularyOutcome> {
  return decide(
    deps,
    request,
    [request.name],
    async ([name = ''], { transaction, entries, all }) => {
      const now = all.renamed.get(name);
      if (now !== undefined) return { kind: 'former name', name, now };
      if (entries.some((entry) => entry.name === name && entry.state === 'known')) {
        return { kind: 'is so already', name };
      }
      const entry = { ...entryOf(entries, name), state: 'known' } as const;
      await save(deps, request, 'skill added', entry, transaction);
      return { kind: 'added', name };
    },
  );
}

/** Lets nobody get a skill any more; whoever has it keeps it. */
export function retireSkill(
  deps: SkillDeps,
  request: Requested & { readonly name: string },
): Promise<ChangeVocabularyOutcome> {
  return decide(
    deps,
    request,
    [request.name],
    async ([name = ''], { transaction, entries, all }) => {
      if (all.retired.has(name)) return { kind: 'is so already', name };
      if (!all.known.has(name)) return unknownSkill(all, name);
      const entry = { ...entryOf(entries, name), state: 'retired' } as const;
      await save(deps, request, 'skill retired', entry, transaction);
      return { kind: 'retired', name };
    },
  );
}

async function save(
  { store, audit, clock }: SkillDeps,
  { actor, intentId }: Requested,
  action: string,
  entry: SkillEntry,
  transaction: Transaction,
): Promise<void> {
  await store.save(entry, transaction);
  const by = { id: intentId, at: clock.now(), actorId: actorId(actor) };
  const after = { state: entry.state };
  await audit.insert({ ...by, action, subject: `skill ${entry.name}`, after }, transaction);
}
