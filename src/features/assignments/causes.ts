const afterCompletion = 'next offer/';

/** What a completion under `intentId` causes is known by. */
export function causeOf(intentId: string): string {
  return `${afterCompletion}${intentId}`;
}

/** The intent of the completion that is the cause; null when the cause is something else. */
export function completionBehind(cause: string): string | null {
  return cause.startsWith(afterCompletion) ? cause.slice(afterCompletion.length) : null;
}
