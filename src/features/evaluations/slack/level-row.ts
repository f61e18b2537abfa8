import type { ActionButton } from '../../../shared/message.js';
import type { DecisionRights } from '../../approvals/index.js';

/** A member's request for a skill level, as the list of approvals shows it. */
export interface LevelToConfirm {
  readonly since: Date;
  readonly view: {
    readonly who: { readonly name: string; readonly slackId: string | null };
    readonly name: string;
    readonly level: number;
    readonly current: number | null;
    readonly waitedDays: number;
    /** The manager in whose place the level is confirmed. */
    readonly inPlaceOf: string | null;
  };
  readonly confirm: ActionButton;
  readonly refuse: ActionButton;
}

/** What waits for whoever has the rights. */
export type LevelsToConfirm = (rights: DecisionRights) => Promise<readonly LevelToConfirm[]>;
