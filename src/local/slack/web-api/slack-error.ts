import type { JsonObject } from '../json.js';
import type { Problem } from '../block-kit/rules.js';

/** A refusal that the caller sees as `{ ok: false, error: code, ...details }`. */
export class SlackError extends Error {
  constructor(
    readonly code: string,
    readonly details: JsonObject = {},
  ) {
    super(code);
  }
}

/** A refusal that names each fault with its JSON pointer, as Slack's validation does. */
export function refusal(code: string, problems: readonly Problem[]): SlackError {
  return new SlackError(code, {
    errors: problems.map(({ message, pointer }) => `${message} [json-pointer:${pointer}]`),
    response_metadata: {
      messages: problems.map(
        ({ message, pointer }) => `[ERROR] ${message} [json-pointer:${pointer}]`,
      ),
    },
  });
}
