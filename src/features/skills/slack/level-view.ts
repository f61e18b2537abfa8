import type { WaitingApproval } from '../../approvals/index.js';
import { personView } from '../../people/index.js';
import { levelOf, type LevelRequest } from '../level-requests.js';
import { skillButtonIds } from '../skill-messages.js';

/** A level to confirm as a list of approvals shows it, with the buttons that decide it. */
export function levelShown({
  request,
  since,
  inPlaceOf,
  waitedDays,
}: WaitingApproval<LevelRequest>) {
  const { answer, member } = request;
  return {
    since,
    view: {
      who: personView(member),
      ...answer.suggested,
      current: levelOf(member, answer.suggested.name),
      waitedDays,
      inPlaceOf: inPlaceOf?.name ?? null,
    },
    confirm: { actionId: skillButtonIds.listConfirm, value: answer.id },
    refuse: { actionId: skillButtonIds.listRefuse, value: answer.id },
  };
}
