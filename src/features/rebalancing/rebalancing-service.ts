import type { Apply, ApplyOutcome } from './apply.js';
import type { Revert, RevertOutcome } from './revert.js';
import type { Suggest, SuggestOutcome } from './suggest.js';
import type { Suggestion } from './suggestion.js';

/** Moving work that nobody has begun from who has too much to who has room. */
export interface Rebalancing {
  suggest(request: Suggest): Promise<SuggestOutcome>;
  suggestion(id: string): Promise<Suggestion | null>;
  apply(request: Apply): Promise<ApplyOutcome>;
  revert(request: Revert): Promise<RevertOutcome>;
}
