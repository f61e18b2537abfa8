import { readPeopleCsv } from './people-csv.js';
import { readPeopleJson } from './people-json.js';
import type { ReadPeople } from './people-rows.js';

export type PeopleFormat = 'csv' | 'json';

/** Reads the content of a file of members and teams, and checks each field for itself. */
export function readPeopleFile(content: string, format: PeopleFormat): ReadPeople {
  return format === 'csv' ? readPeopleCsv(content) : readPeopleJson(content);
}
