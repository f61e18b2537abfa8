import { message } from '../../shared/message.js';
import type { ChatFeature, ChatReply, CommandRequest, Subcommand } from '../chat.js';
import type { Actor, MemberActor } from '../people/index.js';
import { parseTaskId } from '../tasks/index.js';
import { type NotifyLevel, notifyLevels, type Preferences } from './preferences.js';
import { laterButton, laterModal } from './slack/later.js';
import type { NotificationsChatDeps } from './slack/chat-deps.js';
import { settingsReply } from './slack/settings-reply.js';
import { isSnooze, snoozeEnd } from './snooze.js';

/** Everything by which members decide about what reaches them. */
export function notificationsChat(deps: NotificationsChatDeps): ChatFeature {
  return {
    subcommands: [
      {
        name: 'notify',
        usage: '[all|essential|off] or hours [working|any]',
        summary: 'Which direct messages you get, and whether outside your working hours',
        run: forMembers((actor, request) => notify(deps, actor, request)),
      },
      {
        name: 'mute',
        usage: 'T-12',
        summary: 'No more notices about a task, for you',
        run: forMembers((actor, request) => mute(deps, actor, request, true)),
      },
      {
        name: 'unmute',
        usage: 'T-12',
        summary: 'Notices about a muted task again',
        run: forMembers((actor, request) => mute(deps, actor, request, false)),
      },
      {
        name: 'snooze',
        usage: '1h|tomorrow|workday|week|off',
        summary: 'Let all notices to you wait',
        run: forMembers((actor, request) => snooze(deps, actor, request)),
      },
    ],
    buttons: [laterButton(deps)],
    modals: [laterModal(deps)],
    home: (actor) => shown(deps, actor, null),
  };
}

function forMembers(
  run: (actor: MemberActor, request: CommandRequest) => Promise<ChatReply>,
): Subcommand['run'] {
  return async (request) => (isMember(request.actor) ? run(request.actor, request) : null);
}

function isMember(actor: Actor): actor is MemberActor {
  return actor.kind === 'member';
}

async function notify(
  deps: NotificationsChatDeps,
  actor: MemberActor,
  { text, intentId }: CommandRequest,
): Promise<ChatReply> {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const [first = '', second = ''] = words;
  if (first === '') return shown(deps, actor, null);
  if (words.length === 1 && isLevel(first))
    return changed(deps, actor, intentId, () => ({ notify: first }));
  if (words.length === 2 && first === 'hours' && (second === 'working' || second === 'any'))
    return changed(deps, actor, intentId, () => ({ hours: second }));
  return message('notifications/notify-usage', {});
}

async function mute(
  deps: NotificationsChatDeps,
  actor: MemberActor,
  { text, intentId }: CommandRequest,
  muted: boolean,
): Promise<ChatReply> {
  const taskId = parseTaskId(text.trim());
  if (taskId === null) return message('notifications/mute-usage', { muted });
  if (!(await deps.tasks.task(taskId))) return message('notifications/unknown-task', { taskId });
  return changed(deps, actor, intentId, ({ mutedTaskIds }) => {
    const others = mutedTaskIds.filter((id) => id !== taskId);
    return { mutedTaskIds: muted ? [...others, taskId] : others };
  });
}

async function snooze(
  deps: NotificationsChatDeps,
  actor: MemberActor,
  { text, intentId }: CommandRequest,
): Promise<ChatReply> {
  const word = text.trim().toLowerCase();
  if (word !== 'off' && !isSnooze(word)) return message('notifications/snooze-usage', {});
  const calendar = await deps.notifications.calendarOf(actor.memberId);
  const snoozedUntil = word === 'off' ? null : snoozeEnd(word, calendar, deps.clock.now());
  return changed(deps, actor, intentId, () => ({ snoozedUntil }));
}

async function changed(
  deps: NotificationsChatDeps,
  actor: MemberActor,
  intentId: string,
  change: (before: Preferences) => Partial<Preferences>,
): Promise<ChatReply> {
  const member = { id: actor.memberId, ...(actor.slackId !== null && { slackId: actor.slackId }) };
  return shown(deps, actor, await deps.notifications.change({ actor, intentId }, member, change));
}

/** The actor's settings; `saved` are those that were just changed. */
async function shown(
  { notifications, noticesPerDay, clock }: NotificationsChatDeps,
  { memberId, timeZone }: MemberActor,
  saved: Preferences | null,
) {
  const preferences = saved ?? (await notifications.preferencesOf(memberId));
  return settingsReply(preferences, {
    saved: saved !== null,
    timeZone,
    noticesPerDay,
    now: clock.now(),
  });
}

function isLevel(word: string): word is NotifyLevel {
  return (notifyLevels as readonly string[]).includes(word);
}
