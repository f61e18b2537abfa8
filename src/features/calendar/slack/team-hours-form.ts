import { message } from '../../../shared/message.js';
import type { ModalSpec } from '../../../shared/modal.js';
import { lastChangeFrom } from '../dated-hours.js';
import type { TeamLookOutcome } from '../look-at-team.js';
import { editTeamHours } from './actions.js';
import { patternFields } from './pattern-fields.js';
import { writeSubject } from './subject.js';
import { holidayInWords } from '../words.js';

/** What a select of a form holds at most. */
const mostOptions = 100;

/** The form in which those who manage a team decide its hours and holidays. */
export function teamHoursForm({
  team,
  hours,
  today,
}: Extract<TeamLookOutcome, { kind: 'found' }>): ModalSpec {
  const coming = hours.holidays.filter(({ day }) => day >= today).slice(0, mostOptions);
  return {
    callbackId: editTeamHours,
    title: 'Hours of the team',
    metadata: writeSubject({ id: team.id, version: hours.version }),
    intro: message('calendar/team-form', {
      name: team.name,
      holidays: coming.slice(0, 10).map(holidayInWords),
      moreHolidays: Math.max(0, coming.length - 10),
    }),
    fields: [
      ...patternFields(hours.pattern, null, lastChangeFrom(hours, today)),
      {
        id: 'membersSetHours',
        label: 'May members have hours of their own?',
        kind: 'radio',
        options: [
          { value: 'yes', label: 'yes' },
          { value: 'no', label: 'only if those who manage the team enter them' },
        ],
        initial: hours.membersSetHours ? 'yes' : 'no',
      },
      {
        id: 'addedHolidays',
        label: 'Add holidays',
        hint: 'One a line: 2026-12-25 Christmas Day, or 2026-12-24 second half Christmas Eve.',
        kind: 'text',
        multiline: true,
        optional: true,
      },
      ...(coming.length === 0
        ? []
        : [
            {
              id: 'removedHolidays',
              label: 'Remove holidays',
              kind: 'multi-select' as const,
              optional: true,
              options: coming.map((holiday) => ({
                value: holiday.day,
                label: holidayInWords(holiday),
              })),
            },
          ]),
    ],
  };
}
