import type { AuditEntry } from '../../audit/index.js';
import { actorId, type People, systemActor } from '../../people/index.js';
import { type HistoryLine, historyLine } from '../task-views.js';

/** The entries as lines, with the names of everybody in them. */
export async function historyLines(
  people: Pick<People, 'members'>,
  entries: readonly AuditEntry[],
  timeZone: string,
): Promise<readonly HistoryLine[]> {
  const members = await people.members([...new Set(entries.flatMap(namesIn))]);
  const names = new Map(members.map(({ id, name }) => [id, name]));
  const nameOf = (id: string) =>
    id === actorId(systemActor) ? systemActor.name : (names.get(id) ?? id);
  return entries.map((entry) => historyLine(entry, nameOf, timeZone));
}

function namesIn({ actorId: by, inPlaceOfId, after }: AuditEntry): readonly string[] {
  const ids = [by, inPlaceOfId, after?.['assigneeId']];
  return ids.filter((id) => typeof id === 'string');
}
