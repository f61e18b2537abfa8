import type { Transaction } from '../../storage/index.js';
import { actorId, renamedSkills } from '../people/index.js';
import type { Task } from '../tasks/index.js';
import type { Requested, SkillDeps } from './skill-deps.js';
import { confirmationRequests } from './skill-messages.js';
import type { SkillEntry } from './vocabulary.js';
import {
  type ChangeVocabularyOutcome,
  decide,
  entryOf,
  unknownSkill,
} from './vocabulary-change.js';

type Rename = Requested & {
  readonly from: string;
  readonly to: string;
  readonly merge: boolean;
};

/**
 * Calls a skill otherwise: in the vocabulary, at its members and in open tasks, all at once. To
 * `merge` is to give it the name of another skill; whoever has both keeps the higher level.
 */
export function renameSkill(deps: SkillDeps, request: Rename): Promise<ChangeVocabularyOutcome> {
  const { from: typedFrom, to: typedTo, merge } = request;
  return decide(deps, request, [typedFrom, typedTo], async (names, words) => {
    const { transaction, entries, all } = words;
    const [from = '', to = ''] = names;
    if (from === to) return { kind: 'is so already', name: to };
    if (!all.known.has(from) && !all.retired.has(from)) return unknownSkill(all, from);
    const now = all.renamed.get(to);
    if (now !== undefined && now !== from) return { kind: 'former name', name: to, now };
    const isTaken = all.known.has(to) || all.retired.has(to);
    if (merge && !isTaken) return unknownSkill(all, to);
    if (!merge && isTaken) return { kind: 'name taken', from, to };
    const old = entryOf(entries, from);
    const target = isTaken ? entryOf(entries, to) : { ...old, name: to };
    const formerNames = [...new Set([...target.formerNames, ...old.formerNames, from])];
    const entry = { ...target, formerNames: formerNames.filter((name) => name !== to) };
    const change = { ...request, from, to };
    const kind = merge ? 'merged' : 'renamed';
    return { kind, from, to, ...(await writeRenamed(deps, change, entry, transaction)) };
  });
}

async function writeRenamed(
  deps: SkillDeps,
  request: Rename,
  entry: SkillEntry,
  transaction: Transaction,
): Promise<{ readonly members: number; readonly tasks: number }> {
  const { actor, intentId, from, to, merge } = request;
  const members = await deps.skillLevels.rename(request, transaction);
  await deps.followRename(request, transaction);
  const tasks = await renameInTasks(deps, request, transaction);
  await renameInRequests(deps, request, transaction);
  await deps.store.remove(from, transaction);
  await deps.store.save(entry, transaction);
  await deps.audit.insert(
    {
      id: intentId,
      at: deps.clock.now(),
      actorId: actorId(actor),
      action: merge ? 'skill merged' : 'skill renamed',
      subject: `skill ${to}`,
      before: { name: from },
      after: { name: to, members, tasks },
    },
    transaction,
  );
  return { members, tasks };
}

async function renameInTasks(
  { tasks }: SkillDeps,
  { actor, intentId, from, to }: Rename,
  transaction: Transaction,
): Promise<number> {
  const requires = ({ requiredSkills }: Task) => requiredSkills.some(({ name }) => name === from);
  const changes = (await tasks.ongoingTasks()).filter(requires).map((task) => ({
    task,
    requiredSkills: renamedSkills(task.requiredSkills, (name) => (name === from ? to : name)),
    actor,
    intentId: `${intentId}/${task.id}`,
    reason: `the skill ${from} is called ${to} now`,
  }));
  await tasks.changeRequiredSkills(changes, transaction);
  return changes.length;
}

/** Members ask for the skill by its present name, in what was sent already too. */
async function renameInRequests(
  { store, people, outbox }: SkillDeps,
  { intentId, from, to }: Rename,
  transaction: Transaction,
): Promise<void> {
  for (const before of await store.asked(transaction)) {
    if (before.suggested.name !== from) continue;
    const answer = { ...before, suggested: { ...before.suggested, name: to } };
    await store.saveAnswer(answer, transaction);
    const [found] = await people.members([answer.memberId]);
    if (!found) continue;
    const skills = renamedSkills(found.skills, (name) => (name === from ? to : name));
    const member = { ...found, skills };
    const receivers = await people.members(answer.askedIds);
    const edition = `renamed/${intentId}`;
    const requests = confirmationRequests({ answer, member, to: receivers, edition });
    await outbox.enqueue(requests, transaction);
  }
}
