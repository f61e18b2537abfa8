import { type Message, message } from '../../../shared/message.js';
import type { ChatReply, CommandRequest, Subcommand } from '../../chat.js';
import { dayText } from '../../day-text.js';
import { findMemberMention } from '../../mentions.js';
import { type People, personView } from '../../people/index.js';
import type { Approvals } from '../approvals-service.js';

interface ChatDeps {
  readonly approvals: Approvals;
  readonly people: People;
}

const usage = '/crew approvals delegate @member until 2026-11-30';

/** `/crew approvals delegate` */
export function delegateSubcommand(deps: ChatDeps): Subcommand {
  return {
    name: 'approvals delegate',
    usage: '@member until 2026-11-30 | stop',
    summary: 'Let somebody decide in your place until a day, or no longer',
    run: (request) => delegate(deps, request),
  };
}

async function delegate(
  { approvals, people }: ChatDeps,
  { actor, intentId, text }: CommandRequest,
): Promise<ChatReply> {
  if (actor.kind !== 'member') throw new Error('Only a member has approvals');
  if (text.toLowerCase() === 'stop') {
    const ended = await approvals.endDelegation({ actor, intentId });
    return message('approvals/delegation-stopped', { delegate: ended && personView(ended) });
  }
  const mention = findMemberMention(text);
  const [, lastDay] = /^until (\S+)$/i.exec(mention?.rest ?? '') ?? [];
  if (!mention || lastDay === undefined) return invalid(['Say who decides, and until when.']);
  const member = await people.memberBySlackId(mention.slackId);
  if (!member) return invalid(['Nobody by that name is known here.']);
  const outcome = await approvals.delegate({ actor, delegateId: member.id, lastDay, intentId });
  switch (outcome.kind) {
    case 'no manager':
      return message('approvals/delegation-no-manager', {});
    case 'invalid':
      return invalid([outcome.fault]);
    case 'delegated':
      return message('approvals/delegated', {
        delegate: personView(outcome.delegate),
        lastDay: dayText(outcome.lastDay),
      });
  }
}

function invalid(faults: readonly string[]): Message {
  return message('approvals/delegation-invalid', { faults, usage });
}
