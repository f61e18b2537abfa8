export const notifyLevels = ['all', 'essential', 'off'] as const;
export type NotifyLevel = (typeof notifyLevels)[number];

/** What a member wants to get as direct messages, and when. */
export interface Preferences {
  /** `off` leaves what is `required`, and answers to what the member does. */
  readonly notify: NotifyLevel;
  /** `any`: each at once by itself, also outside the member's working hours. */
  readonly hours: 'working' | 'any';
  readonly mutedTaskIds: readonly string[];
  /** Notices wait until then. */
  readonly snoozedUntil: Date | null;
}

export const defaultPreferences: Preferences = {
  notify: 'all',
  hours: 'working',
  mutedTaskIds: [],
  snoozedUntil: null,
};
