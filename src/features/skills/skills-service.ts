import type { DecisionRights, WaitingApproval } from '../approvals/index.js';
import type { LocalDay } from '../calendar/index.js';
import type { Actor, Member, Team } from '../people/index.js';
import type { AnswerSuggestion, AnswerSuggestionOutcome } from './answer-suggestion.js';
import type { ConfirmLevel, ConfirmLevelOutcome } from './confirm-level.js';
import type { LevelRequest } from './level-requests.js';
import type { LevelReminders } from './remind-of-levels.js';
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
  /** Reminds of what a team's members ask for, on its local day, and passes on what waits too long. */
  remindOfLevels(team: Team, day: LocalDay): Promise<LevelReminders>;
  /** What waits for `actor` to confirm. */
  levelsToConfirm(rights: DecisionRights): Promise<readonly WaitingApproval<LevelRequest>[]>;
}
