import { isDeepStrictEqual } from 'node:util';
import type { AuditEntry } from '../audit/index.js';

/** The fields in which two states of one record differ, as the audit log keeps them. */
export interface Difference {
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
}

/** One field's change. An absent value is null. */
export interface Change {
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** Fields in which `before` and `after` differ, but for the version; null when there is none. */
export function differenceBetween(before: object, after: object): Difference | null {
  const old = new Map(Object.entries(before));
  const current = new Map(Object.entries(after));
  const fields = [...new Set([...old.keys(), ...current.keys()])].filter(
    (field) => field !== 'version' && !isDeepStrictEqual(old.get(field), current.get(field)),
  );
  if (fields.length === 0) return null;
  const pick = (from: ReadonlyMap<string, unknown>) =>
    Object.fromEntries(fields.map((field) => [field, from.get(field) ?? null]));
  return { before: pick(old), after: pick(current) };
}

/** A difference field by field; without the version, which the audit log keeps beside it. */
export function changesOf({ before, after }: Difference): readonly Change[] {
  return Object.keys(after)
    .filter((field) => field !== 'version')
    .map((field) => ({ field, before: before[field] ?? null, after: after[field] ?? null }));
}

/** What has changed since a record had `version`, from its audit entries, oldest first. */
export function changesSince(entries: readonly AuditEntry[], version: number): readonly Change[] {
  return entries
    .filter(({ after }) => Number(after?.['version']) > version)
    .flatMap(({ before = {}, after = {} }) => changesOf({ before, after }));
}
