import type { ApprovalKind } from '../approvals/index.js';
import { localDayOf } from '../calendar/index.js';
import type { Member } from '../people/index.js';
import type { SkillDeps } from './skill-deps.js';
import type { SkillAnswer } from './skills-store.js';

/** A level that a member asks for and that nobody has confirmed or refused yet. */
export interface LevelRequest {
  readonly answer: SkillAnswer;
  readonly member: Member;
  /** In which its days are counted. */
  readonly timeZone: string;
}

/** Requests of those who left, or have the level by now, wait for nobody. */
export function levelRequests({
  store,
  people,
}: Pick<SkillDeps, 'store' | 'people'>): ApprovalKind<LevelRequest> {
  return {
    async waitingIn(team) {
      const asked = await store.asked();
      if (asked.length === 0) return [];
      const members = await people.members(asked.map(({ memberId }) => memberId));
      const byId = new Map(members.map((member) => [member.id, member]));
      return asked.flatMap((answer): LevelRequest[] => {
        const member = byId.get(answer.memberId);
        if (!member?.active || member.teamId !== (team?.id ?? null)) return [];
        return hasLevel(member, answer)
          ? []
          : [{ answer, member, timeZone: team?.timeZone ?? member.timeZone }];
      });
    },
    approvalOf: ({ answer, timeZone }) =>
      answer.passedOn ?? {
        level: 0,
        since: localDayOf(answer.at, timeZone),
        askedIds: answer.askedIds,
      },
    waitingSince: ({ answer }) => answer.at,
    excludedId: ({ member }) => member.id,
  };
}

/** Null when the member lacks the skill. */
export function levelOf({ skills }: Member, name: string): number | null {
  return skills.find((skill) => skill.name === name)?.level ?? null;
}

function hasLevel(member: Member, { suggested }: SkillAnswer): boolean {
  return (levelOf(member, suggested.name) ?? 0) >= suggested.level;
}
