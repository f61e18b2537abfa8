import type { Actor } from './actor.js';
import type { Skill } from './member.js';

/** A name that no skill has yet. */
export interface UnknownSkillName {
  readonly name: string;
  /** The known one that may be meant. */
  readonly nearest: string | null;
}

/** What is known of the names of skills. */
export interface SkillNames {
  /** What is wrong with the names that `before` lacks, in words for `actor`; null when nothing is. */
  fault(actor: Actor, skills: readonly Skill[], before: readonly Skill[]): Promise<string | null>;
  /** Those of the names that are not known. */
  unknown(names: readonly string[]): Promise<readonly UnknownSkillName[]>;
}
