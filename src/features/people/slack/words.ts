import type { Change } from '../changes.js';
import { type ChangeInWords, changesInWords, idsIn } from '../display.js';
import type { People } from '../people-service.js';

/** Changes as people read them, members and teams by their names. */
export async function describeChanges(
  changes: readonly Change[],
  people: People,
): Promise<readonly ChangeInWords[]> {
  const named = [...(await people.members(idsIn(changes))), ...(await people.teams())];
  return changesInWords(changes, new Map(named.map(({ id, name }) => [id, name])));
}
