import type { Transaction } from '../../storage/index.js';
import type { AdministrationDeps } from './administration-deps.js';
import type { Member, Skill } from './member.js';
import type { ChangeRequest, RecordedChange } from './people-change.js';
import { readSkills } from './skills.js';

export type RaiseOutcome =
  | { readonly kind: 'raised'; readonly member: Member }
  /** The member has the level already, or a higher one. */
  | { readonly kind: 'unchanged'; readonly member: Member }
  | { readonly kind: 'invalid'; readonly member: Member; readonly fault: string }
  | { readonly kind: 'unknown member' };

type Deps = Pick<AdministrationDeps, 'store' | 'change'>;

/** Changes of members' skills inside a transaction. Whether the actor may is the caller's to know. */
export class SkillLevels {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Gives an active member a skill, or a higher level of it. */
  async raise(
    request: ChangeRequest & { readonly memberId: string; readonly skill: Skill },
    transaction: Transaction,
  ): Promise<RaiseOutcome> {
    const { store, change } = this.#deps;
    await store.lock(transaction);
    const before = await store.member({ _id: request.memberId, active: true }, transaction);
    if (!before) return { kind: 'unknown member' };
    const { name, level } = request.skill;
    const had = before.skills.find((skill) => skill.name === name);
    if (had && had.level >= level) return { kind: 'unchanged', member: before };
    const raised = { name, level };
    const read = readSkills(
      had
        ? before.skills.map((skill) => (skill === had ? raised : skill))
        : [...before.skills, raised],
    );
    if ('fault' in read) return { kind: 'invalid', member: before, fault: read.fault };
    const after = { ...before, skills: read.skills, version: before.version + 1 };
    await store.replaceMembers([after], transaction);
    const { actor, intentId } = request;
    await change.record(
      { actor, intentId, kind: 'member', verb: 'changed', before, after },
      transaction,
    );
    return { kind: 'raised', member: after };
  }

  /**
   * Calls a skill otherwise at everybody who has it, those who left included. Who has both keeps the
   * higher level. @returns how many were changed.
   */
  async rename(
    { actor, intentId, from, to }: ChangeRequest & { readonly from: string; readonly to: string },
    transaction: Transaction,
  ): Promise<number> {
    const { store, change } = this.#deps;
    await store.lock(transaction);
    const members = await store.members({ 'skills.name': from }, transaction);
    const changes = members.map(
      (before): RecordedChange<Member> => ({
        actor,
        intentId: `${intentId}/${before.id}`,
        kind: 'member',
        verb: 'changed',
        before,
        after: {
          ...before,
          skills: renamedSkills(before.skills, (name) => (name === from ? to : name)),
          version: before.version + 1,
        },
      }),
    );
    await store.replaceMembers(
      changes.map(({ after }) => after),
      transaction,
    );
    await change.recordAll(changes, transaction);
    return members.length;
  }
}

/** `skills` by the names that `nameNow` gives; of two that become one the higher level stays. */
export function renamedSkills(
  skills: readonly Skill[],
  nameNow: (name: string) => string,
): readonly Skill[] {
  const levels = new Map<string, number>();
  for (const { name, level } of skills) {
    const now = nameNow(name);
    levels.set(now, Math.max(level, levels.get(now) ?? 0));
  }
  return [...levels].map(([name, level]) => ({ name, level }));
}
