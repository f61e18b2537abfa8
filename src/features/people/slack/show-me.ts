import type { Subcommand } from '../../chat.js';
import { message } from '../../../shared/message.js';
import { personView } from '../person-view.js';
import { formatSkills } from '../skills.js';
import type { ChatDeps } from './chat-deps.js';

/** `/crew me` */
export function meSubcommand({ people, workLimitsOf, suggestionFor }: ChatDeps): Subcommand {
  return {
    name: 'me',
    usage: '',
    summary: 'Show what is held about you',
    async run({ actor }) {
      const member = actor.kind === 'member' ? await people.member(actor.memberId) : null;
      if (!member) return null;
      const [teams, admins, limits, suggested] = await Promise.all([
        people.teams(),
        people.admins(),
        workLimitsOf(member.id),
        suggestionFor(member),
      ]);
      const managed = teams.filter(({ managerIds }) => managerIds.includes(member.id));
      return message('people/me', {
        name: member.name,
        role: member.role,
        kind: member.kind,
        teamName: teams.find(({ id }) => id === member.teamId)?.name ?? null,
        manages: managed.map(({ name }) => name).join(', '),
        timeZone: member.timeZone,
        weeklyCapacityHours: member.weeklyCapacityHours,
        limits,
        skills: formatSkills(member.skills),
        email: member.email ?? null,
        slackId: member.slackId ?? null,
        suggestion: suggested?.suggestion ?? null,
        actions: suggested?.actions ?? {},
        admins: admins.filter(({ id }) => id !== member.id).map(personView),
      });
    },
  };
}
