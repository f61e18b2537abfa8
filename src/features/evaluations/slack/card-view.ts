import { formatAmount } from '../../../shared/amount.js';
import type { Cadence } from '../../tasks/index.js';
import { isCertainlyWorse } from '../announcement.js';
import type { Audience } from '../audience.js';
import { nameOf } from '../audience.js';
import type { BandProbabilities } from '../rule/bands.js';
import { cardButtons } from './card-buttons.js';
import { extensionsUsedUp } from '../choice.js';
import { dayText } from '../../day-text.js';
import { personView } from '../../people/index.js';
import type { Evaluation } from '../evaluation.js';
import { excludedFromDeciding } from '../own-task.js';
import { figuresView } from './figures-view.js';
import { valueText } from './number-text.js';
import { percentBar, wholePercentages } from './percentages.js';
import type { Receipt } from '../rule/receipt.js';
import { bucketAt } from '../rule-input.js';

/** Gaps and excluded readings named on a card; more are counted. */
const mostNamed = 10;

/** What the cards of all recommendations show; templates choose the words. */
export function cardView(evaluation: Evaluation, audience: Audience) {
  const { receipt, assigneeId, extensionCount, maximumExtensions } = evaluation;
  return {
    task: { id: evaluation.taskId, title: evaluation.title },
    assignee: assigneeId === null ? null : nameOf(audience, assigneeId),
    period: `${dayText(evaluation.startDate)} – ${dayText(evaluation.endDate)}`,
    ...receiptView(receipt, evaluation),
    proposedEnd: dayText(evaluation.proposedEndDate),
    extensionCount,
    maximumExtensions,
    extensionsUsedUp: extensionsUsedUp(evaluation),
    deciders: decidersView(evaluation, audience),
    escalation: escalationView(evaluation, audience),
    mention: mentioned(evaluation, audience),
    actions: cardButtons(evaluation),
  };
}

/** The first manager, when a change has almost certainly made things worse; null otherwise. */
function mentioned({ receipt }: Evaluation, { team, members }: Audience) {
  if (!isCertainlyWorse(receipt.result)) return null;
  const manager = team.managerIds.map((id) => members.get(id)).find((each) => each?.active);
  return manager ? personView(manager) : null;
}

/** Who may decide, where whoever holds the task could be taken for one of them; null otherwise. */
function decidersView({ assigneeId }: Evaluation, audience: Audience) {
  const excluded = excludedFromDeciding(audience.team, assigneeId);
  if (excluded === null) return null;
  const others = audience.team.managerIds.filter((id) => id !== excluded);
  return others.map((id) => nameOf(audience, id)).join(', ');
}

/** To whom the decision was passed on, and when; null while it waits for the first manager. */
function escalationView({ approval }: Evaluation, audience: Audience) {
  if (approval.level === 0) return null;
  return {
    to: approval.askedIds.map((id) => nameOf(audience, id)).join(', ') || 'the admins',
    on: dayText(approval.since),
  };
}

type Labels = Pick<Evaluation, 'metric' | 'unit' | 'startDate'>;

/** What a receipt says about the metric, for cards and previews. */
export function receiptView(receipt: Receipt, { metric, unit, startDate }: Labels) {
  const { input, result, figures } = receipt;
  const bucketOf = (t: number) => bucketAt(startDate, t, input.cadence);
  const received = new Set(input.points.filter(({ y }) => y !== null).map(({ t }) => t));
  const { lastBucket = -1, daysOff } = input.period ?? {};
  const missing = Array.from({ length: lastBucket + 1 }, (_, t) => t)
    .filter((t) => !received.has(t) && !daysOff?.includes(t))
    .map(bucketOf);
  return {
    metric,
    reason: result.reason,
    goalProbablyMet: result.goalProbablyMet,
    sureness: result.confidence === null ? null : Math.round(100 * result.confidence),
    ...bandsView(result.probabilities),
    ...figuresView(receipt, unit),
    lastReading: figures.last === null ? null : bucketOf(figures.last.t),
    bucketWord: bucketWords[input.cadence],
    coverage: {
      received: figures.coverage.received,
      expected: figures.coverage.expected,
      daysOff: daysOff?.length ?? 0,
    },
    missing: named(missing),
    excluded: named(result.excluded.map(({ t, y }) => `${bucketOf(t)} (${formatAmount(y, unit)})`)),
    weekdayAdjusted: result.weekdayEffect !== null,
    flip: flipView(receipt, unit),
    rule: receipt.ruleVersion,
  };
}

const bucketWords: Record<Cadence, string> = { daily: 'days', weekly: 'weeks' };

function named(texts: readonly string[]) {
  const shown = texts.slice(0, mostNamed).join(', ');
  const more = texts.length - mostNamed;
  return texts.length === 0 ? null : more > 0 ? `${shown} and ${more} more` : shown;
}

const bandNames = ['met', 'improved', 'same', 'worse'] as const;
type Band = (typeof bandNames)[number];

/** The four probabilities as whole percentages that sum to 100, and the likeliest of them. */
function bandsView(probabilities: BandProbabilities | null) {
  if (probabilities === null) return { bands: null, likeliest: null };
  const percentages = wholePercentages(bandNames.map((band) => probabilities[band]));
  const bands = Object.fromEntries(
    bandNames.map((band, index) => {
      const percent = percentages[index] ?? 0;
      return [band, { percent, bar: percentBar(percent) }];
    }),
  ) as Record<Band, { percent: number; bar: string }>;
  const likeliest = bandNames.reduce((best, band) =>
    probabilities[band] > probabilities[best] ? band : best,
  );
  return { bands, likeliest };
}

/** What would change the decision; null where there is nothing to say. */
function flipView({ input, flip, result }: Receipt, unit: string) {
  const { extension, horizon, levels } = flip;
  const open = result.decision === 'extend' || result.decision === 'review';
  return {
    buckets: extension?.buckets ?? null,
    bucketWord: input.period?.daysOff ? 'working days' : bucketWords[input.cadence],
    decision: extension?.decision ?? null,
    percent: extension && Math.round(100 * extension.confidence),
    tooShort: open && extension === null && horizon > 0 ? horizon : null,
    closeLevel: levels && valueText(levels.close, unit),
    interveneLevel: levels && valueText(levels.intervene, unit),
  };
}
