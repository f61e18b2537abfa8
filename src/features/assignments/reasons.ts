import type { Member } from '../people/index.js';
import type { Task } from '../tasks/index.js';
import type { OfferReason } from './offer.js';
import type { Explanation, ReasonKind } from './optimiser/explain.js';
import type { AssignableMember, AssignableTask, AssignmentProblem } from './optimiser/problem.js';
import type { Situation } from './situation.js';

/** What an explanation says, in words to the member, with the numbers behind them. */
export function reasonsOf(
  explanation: Explanation,
  problem: AssignmentProblem,
  situation: Situation,
): readonly OfferReason[] {
  const task = problem.tasks.find(({ id }) => id === explanation.taskId);
  const member = problem.members.find(({ id }) => id === explanation.memberId);
  const given = situation.tasks.find(({ id }) => id === explanation.taskId);
  if (!task || !member || !given) throw new Error(`${explanation.taskId} is not in the problem`);
  const facts = { task, member, given, situation, takenHours: takenHours(problem, member) };
  return explanation.reasons.map(({ kind, points }) => ({
    kind,
    points,
    words: wordsFor[kind](facts),
  }));
}

/** The words of a reason for somebody else than the member whom the task was offered to. */
export function inThirdPerson({ words }: OfferReason): string {
  return thirdPerson.reduce((said, [ours, theirs]) => said.replace(ours, theirs), words);
}

/** How the words below speak of the member. */
const thirdPerson: readonly (readonly [RegExp, string])[] = [
  [/^your level in /, 'their level in '],
  [/ h that you have free$/, ' h that they have free'],
  [/^you know it from /, 'they know it from '],
  [/^it lets you grow in /, 'it lets them grow in '],
  [/^it is yours already$/, 'it is theirs already'],
  [/ of your (?=[\d.]+ h are taken$)/, ' of their '],
];

/** The reason in the words that it has once the skill `from` is called `to`. */
export function withSkillRenamed(reason: OfferReason, from: string, to: string): OfferReason {
  const { kind, words } = reason;
  if (kind === 'skill') {
    return { ...reason, words: words.replaceAll(`in ${from} is `, `in ${to} is `) };
  }
  if (kind !== 'stretch') return reason;
  const names = words.slice(growIn.length).split(', ');
  return { ...reason, words: growInWords(names.map((name) => (name === from ? to : name))) };
}

const growIn = 'it lets you grow in ';

function growInWords(names: readonly string[]): string {
  return `${growIn}${names.join(', ')}`;
}

/** Hours of what the member holds or has on offer. */
export function takenHours(problem: AssignmentProblem, { id }: Pick<Member, 'id'>): number {
  return problem.tasks
    .filter(({ holderId }) => holderId === id)
    .reduce((sum, { estimatedHours }) => sum + estimatedHours, 0);
}

interface Facts {
  readonly task: AssignableTask;
  readonly member: AssignableMember;
  readonly given: Task;
  readonly situation: Situation;
  readonly takenHours: number;
}

const wordsFor: Readonly<Record<ReasonKind, (facts: Facts) => string>> = {
  priority: ({ task }) => `its priority is ${task.priority}`,
  due: ({ task: { daysUntilDue } }) => dueInWords(daysUntilDue ?? 0),
  waiting: ({ task }) => `it has waited for ${inWords(task.daysWaiting)} days`,
  skill: ({ task, member }) =>
    task.requiredSkills.length === 0
      ? 'it needs no special skills'
      : `your level in ${task.requiredSkills
          .map(({ name, level }) => `${name} is ${levelOf(member, name)}, ${level} needed`)
          .join('; in ')}`,
  fit: ({ task, member, takenHours: taken }) =>
    `it takes ${inWords(task.estimatedHours)} of the ${inWords(Math.max(0, member.capacityHours - taken))} h that you have free`,
  continuity: ({ given, member, situation }) =>
    `you know it from ${given.dependsOn.filter((id) => situation.dependencies.get(id)?.assigneeId === member.id).join(', ')}`,
  stretch: ({ task, member }) =>
    growInWords(
      task.requiredSkills
        .filter(({ name, level }) => levelOf(member, name) === level)
        .map(({ name }) => name),
    ),
  keep: () => 'it is yours already',
  load: ({ member, takenHours: taken }) =>
    `${inWords(taken)} of your ${inWords(member.capacityHours)} h are taken`,
};

function levelOf({ skills }: AssignableMember, name: string): number {
  return skills.find((skill) => skill.name === name)?.level ?? 0;
}

function dueInWords(days: number): string {
  if (days < 0) return `it is ${-days === 1 ? 'a day' : `${-days} days`} overdue`;
  if (days === 0) return 'it is due today';
  return days === 1 ? 'it is due tomorrow' : `it is due in ${days} days`;
}

function inWords(value: number): string {
  return String(Number(value.toFixed(1)));
}
