/** What the Slack app may do, each with the reason; `manifest.yml` asks for exactly these. */
export const botScopes = [
  { scope: 'commands', reason: 'offer /complete and /crew' },
  { scope: 'chat:write', reason: 'post decision cards, questions and notices' },
  { scope: 'im:write', reason: 'open the direct message in which a member is asked or told' },
  { scope: 'files:write', reason: 'upload the chart of a decision card' },
  { scope: 'channels:history', reason: 'after a crash, look whether a message was posted already' },
  { scope: 'groups:history', reason: 'the same in private channels' },
  { scope: 'im:history', reason: 'the same in direct messages' },
  { scope: 'metadata.message:read', reason: 'recognise its own messages by the id they carry' },
] as const;
