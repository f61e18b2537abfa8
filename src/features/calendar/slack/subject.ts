import { z } from 'zod';

const subject = z.object({ id: z.string(), version: z.number() });

/** The member or team whose hours a form shows, and in which version. */
export type Subject = z.infer<typeof subject>;

export function writeSubject(shown: Subject): string {
  return JSON.stringify(shown);
}

/** @throws when `metadata` was not written by `writeSubject`. */
export function readSubject(metadata: string): Subject {
  return subject.parse(JSON.parse(metadata));
}
