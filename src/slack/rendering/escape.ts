/** Characters that escaping makes of one at most, as in `&amp;`. */
export const longestEntity = 5;

/** `text` with the three characters escaped that Slack's mrkdwn and top-level text give a meaning. */
export function escapeForSlack(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
