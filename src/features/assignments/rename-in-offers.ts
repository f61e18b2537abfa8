import type { Transaction } from '../../storage/index.js';
import type { AssignmentDeps } from './assignment-deps.js';
import type { Offer } from './offer.js';
import { rewriteOfferMessage, termsOf } from './offer-message.js';
import { otherWithSkillRenamed } from './others.js';
import { withSkillRenamed } from './reasons.js';

export interface SkillRenamed {
  readonly from: string;
  readonly to: string;
  readonly intentId: string;
}

/** Open offers, and declines that still count, speak of the skill by its present name. */
export async function renameInOffers(
  deps: AssignmentDeps,
  event: SkillRenamed,
  transaction: Transaction,
): Promise<void> {
  for (const before of await deps.offers.naming(event.from, deps.clock.now(), transaction)) {
    const offer = renamedOffer(before, event);
    await deps.offers.rewrite(offer, transaction);
    if (offer.state === 'offered') await rewrite(deps, offer, event, transaction);
  }
}

function renamedOffer(offer: Offer, { from, to }: SkillRenamed): Offer {
  const names = offer.requiredSkills.map((name) => (name === from ? to : name));
  return {
    ...offer,
    requiredSkills: [...new Set(names)],
    reasons: offer.reasons.map((reason) => withSkillRenamed(reason, from, to)),
    others: offer.others.map((other) => otherWithSkillRenamed(other, from, to)),
  };
}

async function rewrite(
  deps: AssignmentDeps,
  offer: Offer,
  { intentId }: SkillRenamed,
  transaction: Transaction,
): Promise<void> {
  const [task, receiver] = await Promise.all([
    deps.tasks.task(offer.taskId),
    deps.people.member(offer.memberId),
  ]);
  if (!task || !receiver) throw new Error(`${offer.id} has no task or no member`);
  const terms = await termsOf(deps, offer, task);
  const edition = `renamed/${intentId}`;
  await rewriteOfferMessage(deps.outbox, { offer, terms, receiver, edition }, transaction);
}
