import { newUuid } from '../../shared/ids.js';

/** A fresh identifier in Slack's form: a letter for the kind, then ten capitals and digits. */
export function newSlackId(kind: 'D' | 'G' | 'V' | 'F' | 'Ev'): string {
  const digits = BigInt(`0x${newUuid().replaceAll('-', '')}`)
    .toString(36)
    .toUpperCase();
  return `${kind}${digits.slice(-10)}`;
}

/** An unguessable lower-case token for one-time addresses and short ids. */
export function newToken(length = 32): string {
  return newUuid().replaceAll('-', '').slice(0, length);
}
