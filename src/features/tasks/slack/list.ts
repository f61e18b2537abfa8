import type { ActionButton } from '../../../shared/message.js';
import { type Message, message } from '../../../shared/message.js';
import { localDayOf } from '../../calendar/index.js';
import type { ButtonHandler, Subcommand } from '../../chat.js';
import { findMemberMention } from '../../mentions.js';
import type { Actor, Member } from '../../people/index.js';
import type { Due } from '../due.js';
import { dueCalendars } from '../due-calendars.js';
import type { Task } from '../task.js';
import { buttonIds } from '../task-buttons.js';
import type { ListTasks } from '../task-outcomes.js';
import type { ChatDeps } from './chat-deps.js';
import { dueView } from './due-view.js';

const usage = '/crew tasks [mine|team|@member] [open|done|monitored]';
const pageSize = 15;

type Wanted = Omit<ListTasks, 'actor' | 'limit'>;

export function listSubcommand(deps: ChatDeps): Subcommand {
  return {
    name: 'tasks',
    usage: '[mine|team|@member] [open|done|monitored]',
    summary: 'List tasks; without words, your open ones',
    run: async ({ actor, text }) => {
      const wanted = await readWanted(deps, text);
      return 'template' in wanted ? wanted : page(deps, actor, wanted);
    },
  };
}

export function nextPageButton(deps: ChatDeps): ButtonHandler {
  return {
    actionId: buttonIds.nextPage,
    run: ({ actor, value }) => page(deps, actor, JSON.parse(value) as Wanted),
  };
}

async function readWanted(deps: ChatDeps, text: string): Promise<Wanted | Message> {
  const mention = findMemberMention(text);
  const member = mention && (await deps.people.memberBySlackId(mention.slackId));
  if (mention && !member) return message('tasks/unknown-member', { usage });
  let wanted: Wanted = {
    whose: member ? { kind: 'member', memberId: member.id } : { kind: 'mine' },
    status: 'open',
    monitoredOnly: false,
  };
  for (const word of (mention?.rest ?? text).split(/\s+/).filter(Boolean)) {
    const narrowed = narrow(wanted, word.toLowerCase());
    if (!narrowed && word.startsWith('@')) return message('tasks/unknown-member', { usage });
    if (!narrowed) return message('tasks/list-usage', { typed: word.slice(0, 60), usage });
    wanted = narrowed;
  }
  return wanted;
}

function narrow(wanted: Wanted, word: string): Wanted | null {
  switch (word) {
    case 'mine':
    case 'team':
      return { ...wanted, whose: { kind: word } };
    case 'open':
    case 'done':
      return { ...wanted, status: word };
    case 'monitored':
      return { ...wanted, monitoredOnly: true };
    default:
      return null;
  }
}

async function page(deps: ChatDeps, actor: Actor, wanted: Wanted): Promise<Message> {
  const outcome = await deps.tasks.list({ ...wanted, actor, limit: pageSize });
  if (outcome.kind === 'not allowed') return message('tasks/list-not-allowed', {});
  if (outcome.kind === 'unknown member') return message('tasks/unknown-member', { usage });
  const { tasks, next } = outcome;
  const { whose } = wanted;
  const owner = whose.kind === 'member' ? await deps.people.member(whose.memberId) : null;
  const heading = headingOf(wanted, owner);
  if (tasks.length === 0) return message('tasks/list-empty', { heading, usage });
  const assignees = await assigneesOf(deps, tasks);
  const calendars = await dueCalendars(deps, tasks);
  const today = localDayOf(deps.clock.now(), actor.kind === 'member' ? actor.timeZone : 'UTC');
  return message('tasks/list', {
    heading,
    tasks: tasks.map((task) =>
      rowOf(
        task,
        whose.kind === 'team' ? assignees : null,
        dueView(task, today, calendars.get(task.id)),
      ),
    ),
    actions: { next: next === null ? null : nextPage({ ...wanted, beforeNumber: next }) },
  });
}

function nextPage(wanted: Wanted): ActionButton {
  return { actionId: buttonIds.nextPage, value: JSON.stringify(wanted) };
}

function headingOf({ whose, status, monitoredOnly }: Wanted, owner: Member | null): string {
  const whoseTasks = { mine: 'Your', team: 'The team’s', member: `${owner?.name ?? 'Their'}:` };
  const what = [status === 'all' ? '' : status, monitoredOnly ? 'monitored' : '', 'tasks'];
  return [whoseTasks[whose.kind], ...what].filter(Boolean).join(' ');
}

async function assigneesOf(
  { people }: ChatDeps,
  tasks: readonly Task[],
): Promise<ReadonlyMap<string, Member>> {
  const ids = new Set(tasks.map(({ assigneeId }) => assigneeId).filter((id) => id !== null));
  return new Map((await people.members([...ids])).map((member) => [member.id, member]));
}

function rowOf(task: Task, assignees: ReadonlyMap<string, Member> | null, due: Due | null) {
  const { id, title, status, blockedReason, assigneeId } = task;
  return {
    id,
    title,
    status,
    blockedReason,
    due,
    assigneeName: assignees && (assignees.get(assigneeId ?? '')?.name ?? 'nobody'),
  };
}
