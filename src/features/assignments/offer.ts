import type { ReasonKind } from './optimiser/explain.js';

export const offerStates = [
  'offered',
  'accepted',
  'declined',
  'expired',
  'withdrawn',
  'completed',
] as const;
export type OfferState = (typeof offerStates)[number];

/** What speaks for giving the task to the member, in words with its numbers. */
export interface OfferReason {
  readonly kind: ReasonKind;
  readonly words: string;
  /** Points an hour; below 0 for what speaks against it. */
  readonly points: number;
}

/** Why somebody else of the team did not get it. */
export interface Other {
  readonly memberId: string;
  readonly because: string;
}

export const declineKinds = ['no time', 'skills', 'somebody else', 'other'] as const;
/** `skills`: the task needs skills that the member does not have as they are recorded. */
export type DeclineKind = (typeof declineKinds)[number];

export interface Decline {
  readonly kind: DeclineKind;
  readonly note: string | null;
}

export function declineInWords({ kind, note }: Decline): string {
  return note === null ? kind : `${kind}: ${note}`;
}

/** Points as they are shown, with two decimals. */
export function inHundredths(points: number): number {
  return Math.round(points * 100) / 100;
}

/**
 * Parts of `total` with two decimals that sum to it as it is shown: all are cut down, and those cut
 * most get what is missing (the largest-remainder method, Hamilton's).
 */
export function partsInHundredths(parts: readonly number[], total: number): readonly number[] {
  const exact = parts.map((part) => part * 100);
  const whole = exact.map(Math.floor);
  const missing = Math.round(total * 100) - whole.reduce((sum, part) => sum + part, 0);
  const byRemainder = exact
    .map((part, index) => ({ index, remainder: part - Math.floor(part) }))
    .toSorted((a, b) => b.remainder - a.remainder);
  for (const { index } of byRemainder.slice(0, Math.max(0, missing))) {
    whole[index] = (whole[index] ?? 0) + 1;
  }
  return whole.map((part) => part / 100);
}

/** A task offered to a member, and what became of it. */
export interface Offer {
  /** Deterministic: what caused it, and the member. */
  readonly id: string;
  readonly taskId: string;
  readonly taskTitle: string;
  readonly teamId: string;
  readonly memberId: string;
  readonly state: OfferState;
  readonly offeredAt: Date;
  /** When silence is taken for an answer, by the team's rule. */
  readonly answerBy: Date;
  readonly estimatedHours: number;
  /** Whether nobody estimated the task. */
  readonly isEstimateAssumed: boolean;
  readonly requiredSkills: readonly string[];
  /** All of them, those with the most points first; they sum to `score`. */
  readonly reasons: readonly OfferReason[];
  readonly score: number;
  /** What an hour of the task would bring elsewhere, at the prices of the last plan. */
  readonly opportunityCost: number;
  readonly runnerUp: { readonly memberId: string; readonly score: number } | null;
  readonly others: readonly Other[];
  readonly scoreVersion: string;
  readonly settledAt: Date | null;
  /** The intent that settled it. */
  readonly settledUnder: string | null;
  /** Whether nobody answered. */
  readonly bySilence: boolean;
  readonly decline: Decline | null;
  /** Why it was withdrawn, in words. */
  readonly withdrawal: string | null;
  /** Asked again after `Later`, at this instant. */
  readonly laterAt: Date | null;
}

/** An offer that is made once more, at `laterAt`. */
export type PostponedOffer = Offer & { readonly laterAt: Date };

/** What is settled about an offer that was open, or is so no longer. */
export type Settlement = Pick<Offer, 'state'> &
  Partial<Pick<Offer, 'settledAt' | 'settledUnder' | 'bySilence' | 'decline' | 'withdrawal'>>;

/** What the offers of the past keep from a member: tasks, and how far skills are trusted. */
export interface PastAnswers {
  /** By member id: tasks that are not offered again. */
  readonly excluded: ReadonlyMap<string, readonly string[]>;
  /** By member id: skills that count one level lower. */
  readonly doubted: ReadonlyMap<string, readonly string[]>;
}

/** How long a decline for lack of skills counts. */
export const doubtDays = 90;
/** How long nobody is offered a task again about which they were silent. */
export const silenceDays = 7;

export const acceptanceUndone = 'the acceptance was undone';
