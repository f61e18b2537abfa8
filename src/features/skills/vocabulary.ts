import { editDistance } from '../../shared/edit-distance.js';

/** What somebody decided about the name of a skill. */
export interface SkillEntry {
  readonly name: string;
  /** `retired`: whoever has it keeps it, and nobody gets it any more. */
  readonly state: 'known' | 'retired';
  /** What it was called before, and what was merged into it. */
  readonly formerNames: readonly string[];
}

/** All names of skills; each stands in one of the three. */
export interface Vocabulary {
  readonly known: ReadonlySet<string>;
  readonly retired: ReadonlySet<string>;
  /** What is meant by a name that holds no longer. */
  readonly renamed: ReadonlyMap<string, string>;
}

/** What was decided, and beyond it all names that members have or open tasks require. */
export function vocabularyOf(
  entries: readonly SkillEntry[],
  namesInUse: Iterable<string>,
): Vocabulary {
  const named = (state: SkillEntry['state']) =>
    entries.filter((entry) => entry.state === state).map(({ name }) => name);
  const retired = new Set(named('retired'));
  const renamed = new Map(
    entries.flatMap(({ name, formerNames }) => formerNames.map((former) => [former, name])),
  );
  const used = [...namesInUse].filter((name) => !retired.has(name) && !renamed.has(name));
  return { known: new Set([...named('known'), ...used]), retired, renamed };
}

/** What the skill that was once called `name` is called now. */
export function currentName({ renamed }: Vocabulary, name: string): string {
  return renamed.get(name) ?? name;
}

/** The known name that is most like `name`, if any is like it; names with the fewest edits first. */
export function nearestName({ known }: Vocabulary, name: string): string | null {
  const wanted = lettersOf(name);
  const most = mostEdits(wanted.length);
  const alike = [...known]
    .filter((other) => other !== name && Math.abs(other.length - name.length) <= most + 3)
    .map((other) => ({ other, edits: editDistance(wanted, lettersOf(other)) }))
    .filter(({ edits }) => edits <= most)
    .toSorted((one, two) => one.edits - two.edits || (one.other < two.other ? -1 : 1));
  return alike[0]?.other ?? null;
}

/**
 * What is wrong with giving the name to a skill, in words for somebody who may administer skills, or
 * not; null when nothing is. As long as no skill is known, any name is a good one.
 */
export function nameFault(
  vocabulary: Vocabulary,
  name: string,
  mayAdminister: boolean,
): string | null {
  const { known, retired, renamed } = vocabulary;
  if (known.has(name)) return null;
  const now = renamed.get(name);
  if (now !== undefined) return `“${name}” is called “${now}” now.`;
  if (retired.has(name)) return `“${name}” is retired: nobody gets it any more.`;
  if (known.size === 0) return null;
  const nearest = nearestName(vocabulary, name);
  if (nearest === null && mayAdminister) return null;
  const meant = nearest === null ? '' : ` Did you mean “${nearest}”?`;
  const otherwise = mayAdminister
    ? `If not, first add it: /crew skills add ${name}`
    : '/crew skills lists those that are; admins add others.';
  return `No skill “${name}” is known.${meant} ${otherwise}`;
}

/** Without spaces, dots and hyphens; `+` and `#` tell one skill from another. */
function lettersOf(name: string): string {
  return name.replaceAll(/[^\p{L}\p{N}+#]/gu, '');
}

/** Short names differ in a letter and still mean different things. */
function mostEdits(length: number): number {
  if (length < 4) return 0;
  return length < 8 ? 1 : 2;
}
