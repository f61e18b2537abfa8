import type { Db, Document } from 'mongodb';

/** What a refused request must leave as it is. */
const kept = [
  'tasks',
  'measurements',
  'task_summaries',
  'task_evaluations',
  'task_extensions',
  'members',
  'teams',
  'audit_log',
  'counters',
] as const;

/** Every document of the collections that hold the team's work, in the order of their ids. */
export async function documentsOf(db: Db): Promise<Readonly<Record<string, Document[]>>> {
  const entries = await Promise.all(
    kept.map(async (name) => [name, await db.collection(name).find().sort({ _id: 1 }).toArray()]),
  );
  return Object.fromEntries(entries) as Record<string, Document[]>;
}
