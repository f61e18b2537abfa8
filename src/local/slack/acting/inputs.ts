import { z } from 'zod';

const inputValue = z.union([z.string(), z.array(z.string()), z.null()]);

/** Values by block id and action id; an input that is left out keeps its initial value. */
const values = z.record(z.string(), z.record(z.string(), inputValue));

/** A message in a conversation, or a view. */
const container = z.union([
  z.object({ channelId: z.string(), messageTs: z.string() }),
  z.object({ viewId: z.string() }),
]);

const element = z.object({
  userId: z.string(),
  container,
  /** Needed only when two blocks use the same action id. */
  blockId: z.string().optional(),
  actionId: z.string(),
});

const member = z.object({ userId: z.string() });
const place = member.extend({ channelId: z.string() });

/** What each operation of `Acting` is given. */
export const actingInputs = {
  memberToActAs: z.object({ preferred: z.string() }),
  workspace: member,
  messages: place.extend({ threadTs: z.string().optional() }),
  markRead: place,
  sendMessage: place.extend({ text: z.string(), threadTs: z.string().optional() }),
  slashCommand: place.extend({ command: z.string(), text: z.string() }),
  openDirectMessage: member.extend({ withUserId: z.string() }),
  useElement: element.extend({
    /** What was chosen; a button has its own value. */
    value: inputValue.optional(),
    values: values.optional(),
  }),
  suggestOptions: element.extend({ query: z.string() }),
  openHome: member,
  home: member,
  modals: member,
  submitView: member.extend({ viewId: z.string(), values: values.optional() }),
  closeView: member.extend({ viewId: z.string(), clear: z.boolean().optional() }),
  nextChange: z.object({ after: z.number(), timeoutMs: z.number().max(60_000) }),
  setRequestUrl: z.object({ url: z.url().nullable() }),
  disconnectSockets: z.object({ reason: z.enum(['warning', 'refresh_requested']) }),
  injectFault: z.object({
    method: z.string(),
    times: z.number().int().positive().optional(),
    kind: z.enum(['429', '500', 'drop-response-after-doing-it', 'timeout']),
    retryAfter: z.number().positive().optional(),
  }),
} as const;

export type ActingInputs = {
  readonly [Name in keyof typeof actingInputs]: z.infer<(typeof actingInputs)[Name]>;
};
export type Container = z.infer<typeof container>;
export type InputValues = z.infer<typeof values>;
