import type { SkillNames } from '../../../src/features/people/index.js';

/** Takes every name for the name of a skill. */
export const anySkillNames: SkillNames = { fault: async () => null, unknown: async () => [] };
