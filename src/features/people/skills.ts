import { z } from 'zod';
import type { Skill } from './member.js';
import { cleanForeignText } from '../../shared/foreign-text.js';
import { singleLine } from './input.js';

const mostSkills = 30;
const longestName = 40;
const example = 'such as typescript:4; react:3';

/** Skills as people type them: `typescript:4; react:3`. */
export function formatSkills(skills: readonly Skill[]): string {
  return skills.map(({ name, level }) => `${name}:${level}`).join('; ');
}

/** `typescript:4; react:3` as skills; a level that is missing or no whole number is NaN. */
function parseSkills(text: string): Skill[] {
  return text
    .split(/[;,\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const [, name = part, level = ''] = /^(.*?)\s*:\s*(\d+)$/s.exec(part) ?? [];
      return { name, level: level === '' ? Number.NaN : Number(level) };
    });
}

const nameFault = 'Name each skill in plain words: no mention, and no < or >.';

/** Whether `name` is no mention and no markup, and every character of it shows. */
function isPlain(name: string): boolean {
  return !/^[@#]|[<>]/.test(name) && cleanForeignText(name) === name;
}

const levelFault = `Give each skill a level from 1 to 5, ${example}.`;

const skill = z.object(
  {
    name: singleLine(longestName)
      .refine(isPlain, nameFault)
      .transform((name) => name.toLowerCase()),
    level: z.number({ error: levelFault }).int(levelFault).min(1, levelFault).max(5, levelFault),
  },
  { error: levelFault },
);

/** A list of skills, or one text. Names are kept in lower case, so that they can be compared. */
export const skillList = z
  .union([z.string().transform(parseSkills), z.array(z.unknown())], {
    error: `Write skills with their levels, ${example}.`,
  })
  .pipe(z.array(skill).max(mostSkills, `Name at most ${mostSkills} skills.`))
  .refine((skills) => new Set(skills.map(({ name }) => name)).size === skills.length, {
    error: 'Name each skill once.',
  });

/** Skills as typed (`typescript:4; react:3`) or given, in lower case, or what is wrong with them. */
export function readSkills(
  given: string | readonly Skill[],
): { readonly skills: readonly Skill[] } | { readonly fault: string } {
  const read = skillList.safeParse(given);
  return read.success ? { skills: read.data } : { fault: read.error.issues[0]?.message ?? example };
}
