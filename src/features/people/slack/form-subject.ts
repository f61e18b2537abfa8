import { z } from 'zod';

const formSubject = z.object({ id: z.string(), version: z.number() });

/** The record that a form is about, in the version in which the form shows it. */
export type FormSubject = z.infer<typeof formSubject>;

export function writeSubject({ id, version }: FormSubject): string {
  return JSON.stringify({ id, version });
}

/** @throws when `metadata` was not written by `writeSubject`. */
export function readSubject(metadata: string): FormSubject {
  return formSubject.parse(JSON.parse(metadata));
}
