/** The slash commands of the Slack app; `manifest.yml` says the same, and a test compares them. */
export const slashCommands = [
  {
    command: '/complete',
    description: 'Complete one of your tasks',
    usageHint: '[T-12] [5.5h] [notes]',
  },
  {
    command: '/crew',
    description: 'Tasks, measurements, decisions, people and teams',
    usageHint: 'help',
  },
] as const;
