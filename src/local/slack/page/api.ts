import type { ActingResults } from '../acting/acting.js';
import type { ActingInputs } from '../acting/inputs.js';

/** What a person did could not be done; the message says why. */
export class RefusedError extends Error {}

/** Calls an operation of the workspace. Throws `RefusedError`, or `TypeError` when it is away. */
export async function act<Name extends keyof ActingInputs>(
  name: Name,
  input: ActingInputs[Name],
): Promise<ActingResults[Name]> {
  const response = await fetch(`/local/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(input),
  });
  const answer = (await response.json()) as
    | { ok: true; result: ActingResults[Name] }
    | { ok: false; error: string };
  if (!answer.ok) throw new RefusedError(answer.error);
  return answer.result;
}
