/** Somebody as templates name them; one without Slack id is named only. */
export interface PersonView {
  readonly name: string;
  readonly slackId: string | null;
}

/** A member or actor as templates name them. */
export function personView(person: {
  readonly name: string;
  readonly slackId?: string | null;
}): PersonView {
  return { name: person.name, slackId: person.slackId ?? null };
}
