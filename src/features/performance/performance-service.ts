import type { Transaction } from '../../storage/index.js';
import type { Team } from '../people/index.js';
import type { TaskChanged } from '../tasks/index.js';
import type {
  LookAtScore,
  LookAtTeamScore,
  LookOutcome,
  TeamLookOutcome,
} from './look-at-score.js';
import type { Snapshot } from './snapshot.js';

/** The performance scores of members and teams. */
export interface Performance {
  /** One member's score with its terms and inputs; recorded when it is somebody else's. */
  look(request: LookAtScore): Promise<LookOutcome>;
  lookAtTeam(request: LookAtTeamScore): Promise<TeamLookOutcome>;
  /** Computes and keeps today's score of every active member of the team. */
  snapshotTeam(team: Team): Promise<readonly Snapshot[]>;
  /** What `followTask` asked for; safe to repeat. */
  updateScore(memberId: string): Promise<void>;
  /** Asks, in the transaction that completes or reopens a task, for the score of who holds it. */
  followTask: (event: TaskChanged, transaction: Transaction) => Promise<void>;
}
