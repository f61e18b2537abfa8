import type { Actor, Member } from '../people/index.js';
import type { AnswerSuggestion, AnswerSuggestionOutcome } from './answer-suggestion.js';
import type { ConfirmLevel, ConfirmLevelOutcome } from './confirm-level.js';
import type { SkillsSeen } from './look-at-skills.js';
import type { ChangeVocabularyOutcome } from './vocabulary-change.js';
import type { Requested } from './skill-deps.js';
import type { SkillSuggestion } from './suggestion.js';

/** The vocabulary of skills, and what work suggests about those that members have. */
export interface Skills {
  look(actor: Actor): Promise<SkillsSeen>;
  add(request: Requested & { readonly name: string }): Promise<ChangeVocabularyOutcome>;
  retire(request: Requested & { readonly name: string }): Promise<ChangeVocabularyOutcome>;
  rename(
    request: Requested & { readonly from: string; readonly to: string; readonly merge: boolean },
  ): Promise<ChangeVocabularyOutcome>;
  /** For the member and those who manage them alone; those with most tasks first. */
  suggestionsFor(member: Member): Promise<readonly SkillSuggestion[]>;
  answer(request: AnswerSuggestion): Promise<AnswerSuggestionOutcome>;
  confirm(request: ConfirmLevel): Promise<ConfirmLevelOutcome>;
}
