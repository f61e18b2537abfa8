import type { Outbox } from '../../outbox/index.js';
import type { Clock } from '../../shared/clock.js';
import type { Logger } from '../../shared/logger.js';
import type { InTransaction, Transaction } from '../../storage/index.js';
import type { Approvals } from '../approvals/index.js';
import type { Audit } from '../audit/index.js';
import type { Actor, Member, People, SkillLevels } from '../people/index.js';
import type { Tasks } from '../tasks/index.js';
import type { KnownSkillNames } from './skill-names.js';
import type { SkillsStore } from './skills-store.js';

export interface SkillDeps {
  readonly store: SkillsStore;
  readonly names: Pick<KnownSkillNames, 'vocabulary' | 'withCurrentNames'>;
  readonly people: People;
  readonly skillLevels: Pick<SkillLevels, 'raise' | 'rename'>;
  readonly tasks: Pick<Tasks, 'ongoingTasks' | 'completedSince' | 'changeRequiredSkills'>;
  /** Has the member's Home tab shown anew after the transaction. */
  readonly announceHome: (member: Member, transaction: Transaction) => void;
  readonly approvals: Pick<Approvals, 'round' | 'waitingFor' | 'authorityOver'>;
  /** Runs in the transaction in which a skill gets another name, before tasks get it. */
  readonly followRename: SkillRenameFollower;
  readonly inTransaction: InTransaction;
  readonly audit: Audit;
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly logger: Logger;
}

export type SkillRenameFollower = (
  event: { readonly from: string; readonly to: string; readonly intentId: string },
  transaction: Transaction,
) => Promise<void>;

/** Who wants something, and the intent under which it takes effect once. */
export interface Requested {
  readonly actor: Actor;
  readonly intentId: string;
}
