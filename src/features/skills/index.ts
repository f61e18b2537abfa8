import type { CollectionIndexes, Db } from '../../storage/index.js';
import type { ChatFeature } from '../chat.js';
import { answerSuggestion } from './answer-suggestion.js';
import { confirmLevel } from './confirm-level.js';
import { levelRequests } from './level-requests.js';
import { lookAtSkills } from './look-at-skills.js';
import { addSkill, retireSkill } from './add-and-retire.js';
import { remindOfLevels } from './remind-of-levels.js';
import { renameSkill } from './rename-skill.js';
import type { SkillDeps } from './skill-deps.js';
import type { Skills } from './skills-service.js';
import { skillsChat } from './skills-slack.js';
import { skillIndexes, SkillsStore } from './skills-store.js';
import { suggestionsFor } from './suggest.js';

export { skillNamesInUse } from './names-in-use.js';
export { createSkillNames } from './skill-names.js';
export { levelShown } from './slack/level-view.js';
export { suggestionShown } from './slack/suggestion-view.js';
export type { Skills } from './skills-service.js';

export interface SkillsFeature {
  readonly skills: Skills;
  readonly chat: ChatFeature;
  readonly indexes: readonly CollectionIndexes[];
}

export function createSkills({
  db,
  ...given
}: Omit<SkillDeps, 'store'> & { readonly db: Db }): SkillsFeature {
  const deps: SkillDeps = { ...given, store: new SkillsStore(db) };
  const skills: Skills = {
    look: (actor) => lookAtSkills(deps, actor),
    add: (request) => addSkill(deps, request),
    retire: (request) => retireSkill(deps, request),
    rename: (request) => renameSkill(deps, request),
    suggestionsFor: (member) => suggestionsFor(deps, member),
    answer: (request) => answerSuggestion(deps, request),
    confirm: (request) => confirmLevel(deps, request),
    remindOfLevels: (team, day) => remindOfLevels(deps, team, day),
    levelsToConfirm: (rights) => deps.approvals.waitingFor(rights, levelRequests(deps)),
  };
  return { skills, chat: skillsChat({ skills, people: deps.people }), indexes: skillIndexes };
}
