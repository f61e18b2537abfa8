import type { Db, Transaction } from '../../storage/index.js';
import { isAllowed, renamedSkills, type Skill, type SkillNames } from '../people/index.js';
import { SkillsStore } from './skills-store.js';
import {
  currentName,
  nameFault,
  nearestName,
  type Vocabulary,
  vocabularyOf,
} from './vocabulary.js';

export interface KnownSkillNames extends SkillNames {
  /** As `transaction` sees what was decided. */
  vocabulary(transaction?: Transaction): Promise<Vocabulary>;
  /** The tasks, completed ones too, with what they require by the names that it has now. */
  withCurrentNames<Work extends { readonly requiredSkills: readonly Skill[] }>(
    tasks: readonly Work[],
  ): Promise<readonly Work[]>;
}

/** @param namesInUse of the skills that members have and open tasks require; they may repeat */
export function createSkillNames(
  db: Db,
  namesInUse: () => Promise<readonly string[]>,
): KnownSkillNames {
  const store = new SkillsStore(db);
  const vocabulary = async (transaction?: Transaction) =>
    vocabularyOf(await store.entries(transaction), await namesInUse());
  return {
    vocabulary,
    async withCurrentNames(tasks) {
      const decided = vocabularyOf(await store.entries(), []);
      const nameNow = (name: string) => currentName(decided, name);
      return tasks.map((task) => ({
        ...task,
        requiredSkills: renamedSkills(task.requiredSkills, nameNow),
      }));
    },
    async fault(actor, skills, before) {
      if (actor.kind === 'system') return null;
      const added = skills.filter(({ name }) => !before.some((had) => had.name === name));
      if (added.length === 0) return null;
      const known = await vocabulary();
      const mayAdminister = isAllowed(actor, 'administer');
      const faults = added.map(({ name }) => nameFault(known, name, mayAdminister));
      return faults.find((fault) => fault !== null) ?? null;
    },
    async unknown(names) {
      if (names.length === 0) return [];
      const all = await vocabulary();
      return names
        .filter((name) => !all.known.has(name))
        .map((name) => ({ name, nearest: all.renamed.get(name) ?? nearestName(all, name) }));
    },
  };
}
