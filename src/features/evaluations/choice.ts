import type { LocalDay } from '../calendar/index.js';
import type { DecisionResult } from './rule/decision.js';

export const choiceKinds = [
  'close as met',
  'extend',
  'talk',
  'reassign',
  'change target',
  'close as failed',
] as const;
export type ChoiceKind = (typeof choiceKinds)[number];

/** What a manager decides. With `talk` and `reassign` the monitoring goes on to `endDate`. */
export type Choice =
  | { readonly kind: 'close as met' | 'close as failed' }
  | { readonly kind: 'extend' | 'talk'; readonly endDate: LocalDay }
  | { readonly kind: 'reassign'; readonly endDate: LocalDay; readonly assigneeId: string }
  | { readonly kind: 'change target'; readonly endDate: LocalDay; readonly targetValue: number };

export const interventions: readonly ChoiceKind[] = [
  'talk',
  'reassign',
  'change target',
  'close as failed',
];

/** What may be decided, and which of it needs a reason because it goes against the recommendation. */
export interface Offer {
  readonly choices: readonly ChoiceKind[];
  readonly withReason: readonly ChoiceKind[];
}

interface Extensions {
  readonly extensionCount: number;
  readonly maximumExtensions: number;
}

type Recommendation = Pick<DecisionResult, 'decision' | 'goalProbablyMet'>;

/**
 * What a manager may decide after `recommendation`. A close has taken effect by itself, so that
 * only keeping the monitoring is left. An extension beyond the agreed number always needs a reason.
 */
export function offerFor(recommendation: Recommendation, extensions: Extensions): Offer {
  const { choices, withReason } = offerBy(recommendation);
  const usedUp = extensionsUsedUp(extensions);
  return {
    choices,
    withReason: usedUp && !withReason.includes('extend') ? [...withReason, 'extend'] : withReason,
  };
}

function offerBy(recommendation: Recommendation): Offer {
  switch (recommendation.decision) {
    case 'close':
      return { choices: ['extend'], withReason: ['extend'] };
    case 'extend':
      return {
        choices: choiceKinds,
        withReason: recommendation.goalProbablyMet
          ? interventions
          : ['close as met', ...interventions],
      };
    case 'review':
      return { choices: choiceKinds, withReason: [] };
    case 'intervene':
      return { choices: choiceKinds, withReason: ['close as met', 'extend'] };
  }
}

export function extensionsUsedUp({ extensionCount, maximumExtensions }: Extensions): boolean {
  return extensionCount >= maximumExtensions;
}
