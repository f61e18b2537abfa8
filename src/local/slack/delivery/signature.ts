import { createHmac } from 'node:crypto';

/** @see https://docs.slack.dev/authentication/verifying-requests-from-slack */
export function signatureHeaders(
  signingSecret: string,
  body: string,
  now: Date,
): Record<'x-slack-request-timestamp' | 'x-slack-signature', string> {
  const timestamp = String(Math.floor(now.getTime() / 1000));
  const digest = createHmac('sha256', signingSecret)
    .update(`v0:${timestamp}:${body}`)
    .digest('hex');
  return { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${digest}` };
}
