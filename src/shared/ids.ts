import { randomUUID } from 'node:crypto';

/** A source of unique identifiers. Tests pass a counting one. */
export type NewId = () => string;

export const newUuid: NewId = () => randomUUID();
