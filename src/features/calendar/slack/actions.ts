/** What the buttons and forms of calendars are called among all of the bot's. */
export const enterLeave = 'calendar/enter-leave';
export const giveUpLeave = 'calendar/give-up-leave';
export const editHours = 'calendar/edit-hours';
export const editTeamHours = 'calendar/edit-team-hours';
