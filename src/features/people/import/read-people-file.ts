import { readPeopleCsv } from './read-csv.js';
import { readPeopleJson } from './read-json.js';
import type { ReadPeople } from './rows.js';

export type PeopleFormat = 'csv' | 'json';

/** Reads the content of a file of members and teams, and checks each field for itself. */
export function readPeopleFile(content: string, format: PeopleFormat): ReadPeople {
  return format === 'csv' ? readPeopleCsv(content) : readPeopleJson(content);
}
