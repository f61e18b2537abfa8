/**
 * Block Kit's limits as far as Crewchief meets them, in characters unless named otherwise.
 * Source: Slack's reference for blocks, block elements, composition objects, views and
 * chat.update (https://docs.slack.dev/reference/block-kit), as repeated in `@slack/types` 3.2.
 */
export const limits = {
  message: {
    blocks: 50,
    /** Undocumented: `msg_blocks_too_long` was seen from about 13,200 (slackapi/bolt-js#2509). */
    characters: 12_000,
    /** What chat.update takes as `text`; chat.postMessage truncates at 40,000. */
    fallbackText: 4_000,
  },
  view: { blocks: 100, title: 24, submit: 24, close: 24, metadata: 3_000, callbackId: 255 },
  /** Any text object, and hence a section's or a context element's text. */
  text: 3_000,
  header: 150,
  section: { fields: 10, field: 2_000 },
  contextElements: 10,
  actions: 25,
  actionId: 255,
  blockId: 255,
  button: { text: 75, value: 2_000 },
  confirm: { title: 100, text: 300, button: 30 },
  image: { altText: 2_000, title: 2_000, url: 3_000 },
  link: 3_000,
  input: { label: 2_000, hint: 2_000, placeholder: 150, textLength: 3_000 },
  option: { text: 75, value: 75 },
  selectOptions: 100,
  radioOptions: 10,
} as const;
