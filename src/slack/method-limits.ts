/**
 * Calls a minute that Slack takes of each method, for one app in one workspace (docs.slack.dev, rate
 * limits: tier 3 is 50, tier 4 is 100). For posting it names "several hundred a minute" beside one a
 * second in each channel.
 */
export const callsPerMinute = {
  'chat.postMessage': 300,
  'chat.update': 50,
  'conversations.history': 50,
  'conversations.open': 50,
  'files.getUploadURLExternal': 100,
  'files.completeUploadExternal': 100,
} as const;

export type PacedMethod = keyof typeof callsPerMinute;
