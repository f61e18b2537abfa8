import { isJsonObject } from '../json.js';
import { type Acting, ActingError } from './acting.js';
import { actingInputs } from './inputs.js';

/**
 * The operations of `Acting` on a workspace in another process.
 * @param pageUrl as `LocalSlack.pageUrl`
 */
export function createLocalSlackClient(pageUrl: string): Acting {
  const call = async (name: string, input: unknown): Promise<unknown> => {
    const response = await fetch(new URL(`/local/${name}`, pageUrl), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(input),
    });
    const answer: unknown = await response.json();
    if (!isJsonObject(answer) || answer['ok'] !== true) {
      throw new ActingError(isJsonObject(answer) ? String(answer['error']) : 'no answer');
    }
    return answer['result'];
  };
  return Object.fromEntries(
    Object.keys(actingInputs).map((name) => [name, (input: unknown) => call(name, input)]),
  ) as unknown as Acting;
}
