import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { subHours } from 'date-fns/subHours';
import { sha256 } from '../../shared/digest.js';
import { writeNewFile } from '../../storage/index.js';
import type { LocalDay } from '../calendar/index.js';
import type { Team } from '../people/index.js';
import type { AssignmentDeps } from './assignment-deps.js';
import type { Offer } from './offer.js';

/** How long assignments are kept after they ended. */
export const keptDays = 90;

export interface CleanUpCounts {
  readonly archived: number;
  readonly deleted: number;
}

/** Deletes the team's assignments that ended long ago, when they are safe on disk if that is asked for. */
export async function cleanUpAssignments(
  { offers, clock, settings: { archiveFolder } }: AssignmentDeps,
  team: Team,
  day: LocalDay,
): Promise<CleanUpCounts> {
  const old = await offers.endedBefore(team.id, subHours(clock.now(), keptDays * 24));
  if (old.length === 0) return { archived: 0, deleted: 0 };
  if (archiveFolder !== null) await archive(archiveFolder, `${team.id}-${day}`, old);
  const deleted = await offers.remove(old.map(({ id }) => id));
  return { archived: archiveFolder === null ? 0 : old.length, deleted };
}

/**
 * Writes assignments, one JSON document a line, to a file that is on disk, whole, when this resolves.
 * Its name says what is in it: a repeated clean-up never writes over another one's file.
 */
async function archive(folder: string, name: string, offers: readonly Offer[]): Promise<void> {
  const lines = offers.map((offer) => JSON.stringify(offer));
  const digest = sha256(lines.join('\n')).slice(0, 12);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeNewFile(join(folder, `assignments-${name}-${digest}.jsonl`), lines);
}
