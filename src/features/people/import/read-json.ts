import { z } from 'zod';
import { toError } from '../../../shared/errors.js';
import { memberRow, type ReadPeople, teamRow } from './rows.js';

const peopleFile = z.strictObject({
  teams: z.array(teamRow).default([]),
  members: z.array(memberRow).default([]),
});

/** Reads `{ "teams": [...], "members": [...] }`. */
export function readPeopleJson(content: string): ReadPeople {
  let json: unknown;
  try {
    json = JSON.parse(content.replace(/^\uFEFF/, ''));
  } catch (error) {
    const problem = `This is not JSON: ${toError(error).message}`;
    return { faults: [{ line: null, field: '', problem }] };
  }
  const read = peopleFile.safeParse(json);
  if (!read.success) {
    return {
      faults: read.error.issues.map(({ path, message }) => ({
        line: null,
        field: z.core.toDotPath(path),
        problem: message,
      })),
    };
  }
  const withOrigins = <Row>(list: string, rows: readonly Row[]) =>
    rows.map((row, index) => ({ ...row, origin: { line: null, path: `${list}[${index}].` } }));
  return {
    rows: {
      teams: withOrigins('teams', read.data.teams),
      members: withOrigins('members', read.data.members),
    },
  };
}
