import { type ActionButton, type Message, message } from '../../../shared/message.js';
import { listButton, type WaitingApproval } from '../../approvals/index.js';
import type { LocalDay } from '../../calendar/index.js';
import { dayText } from '../../day-text.js';
import type { Evaluation } from '../evaluation.js';
import { decideButton, openButton, quickChoiceOf } from './approval-buttons.js';
import type { LevelToConfirm } from './level-row.js';
import { waitingView } from './waiting-view.js';

/** Each takes up to five blocks of the fifty that a message may have. */
const pageSize = 8;

interface Row {
  readonly since: Date;
  /** @param slot tells the buttons of one row from those of another */
  readonly shown: (slot: number) => {
    readonly view: object;
    readonly buttons: Readonly<Record<string, ActionButton>>;
  };
}

/** Whatever waits for somebody, longest waiting first, from the `offset`-th on. */
export function approvalsList({
  decisions,
  levels,
  delegated,
  offset,
}: {
  readonly decisions: readonly WaitingApproval<Evaluation>[];
  readonly levels: readonly LevelToConfirm[];
  readonly delegated: { readonly to: string; readonly lastDay: LocalDay } | null;
  readonly offset: number;
}): Message {
  const rows = rowsOf(decisions, levels);
  const shown = rows
    .slice(offset, offset + pageSize)
    .map((row, index) => ({ ...row.shown(offset + index + 1), slot: offset + index + 1 }));
  const rest = rows.length - offset - shown.length;
  return message('evaluations/approvals', {
    count: rows.length,
    waiting: shown.map(({ view, slot }) => ({ ...view, slot })),
    delegated: delegated && { ...delegated, lastDay: dayText(delegated.lastDay) },
    rest,
    actions: {
      ...Object.assign({}, ...shown.map(({ buttons }) => buttons)),
      next: rest > 0 ? listButton(offset + pageSize) : null,
    },
  });
}

/** The first of what waits for somebody, and the way to decide it. */
export function approvalsHome(
  decisions: readonly WaitingApproval<Evaluation>[],
  levels: readonly LevelToConfirm[],
): Message {
  const waiting = rowsOf(decisions, levels).map((row, slot) => row.shown(slot).view);
  return message('evaluations/home', {
    waiting,
    actions: { list: waiting.length > 0 ? listButton() : null },
  });
}

/** Longest waiting first. */
function rowsOf(
  decisions: readonly WaitingApproval<Evaluation>[],
  levels: readonly LevelToConfirm[],
): readonly Row[] {
  return [...decisions.map(decisionRow), ...levels.map(levelRow)].toSorted(
    (one, other) => one.since.getTime() - other.since.getTime(),
  );
}

function decisionRow(waiting: WaitingApproval<Evaluation>): Row {
  const { request: evaluation, since } = waiting;
  const quickChoice = quickChoiceOf(evaluation);
  return {
    since,
    shown: (slot) => ({
      view: {
        ...waitingView(waiting),
        quickChoice,
        proposedEnd: dayText(evaluation.proposedEndDate),
      },
      buttons: {
        [`open${slot}`]: openButton(evaluation),
        ...(quickChoice && { [`decide${slot}`]: decideButton(evaluation, quickChoice) }),
      },
    }),
  };
}

function levelRow({ since, view, confirm, refuse }: LevelToConfirm): Row {
  const { waitedDays, inPlaceOf, ...skill } = view;
  return {
    since,
    shown: (slot) => ({
      view: { skill, waitedDays, inPlaceOf },
      buttons: { [`confirm${slot}`]: confirm, [`refuse${slot}`]: refuse },
    }),
  };
}
