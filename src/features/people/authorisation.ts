import type { Actor, MemberActor } from './actor.js';
import type { Role } from './member.js';

export type Permission =
  | 'edit_tasks'
  | 'edit_calendar'
  | 'view_team'
  | 'manage_team'
  | 'administer';

/** What an action is done to: whose it is, and which team it belongs to. */
export interface Target {
  readonly memberIds?: readonly string[];
  readonly teamId?: string | null;
}

type Relation = 'own' | 'same team' | 'manages' | 'any';

type Rules = Partial<Record<Permission, readonly Relation[]>>;

/**
 * The policy: role x permission -> the relations to the target that suffice. Missing = refused.
 * `edit_tasks` by `same team` or `manages` lets a member assign the team's tasks to others; by
 * `own` alone it does not. `edit_calendar` also lets the reasons of leave be seen.
 */
const policy: Partial<Record<Role, Rules>> = {
  engineer: { edit_tasks: ['own'], edit_calendar: ['own'], view_team: ['own', 'same team'] },
  lead: {
    edit_tasks: ['own', 'same team'],
    edit_calendar: ['own'],
    view_team: ['own', 'same team'],
  },
  manager: {
    edit_tasks: ['own', 'same team', 'manages'],
    edit_calendar: ['own', 'manages'],
    view_team: ['own', 'same team', 'manages'],
    manage_team: ['manages'],
  },
  admin: {
    edit_tasks: ['any'],
    edit_calendar: ['any'],
    view_team: ['any'],
    manage_team: ['any'],
    administer: ['any'],
  },
  auditor: { edit_tasks: ['own'], edit_calendar: ['own'], view_team: ['any'] },
} satisfies Record<Role, Rules>;

function hasRelation(actor: MemberActor, target: Target, relation: Relation): boolean {
  switch (relation) {
    case 'any':
      return true;
    case 'own':
      return target.memberIds?.includes(actor.memberId) ?? false;
    case 'same team':
      return target.teamId != null && target.teamId === actor.teamId;
    case 'manages':
      return target.teamId != null && actor.managesTeamIds.includes(target.teamId);
  }
}

/** Whether `actor` may do what `permission` names to `target`. No rule found means no. */
export function isAllowed(actor: Actor, permission: Permission, target: Target = {}): boolean {
  if (actor.kind === 'system') return true;
  const relations = policy[actor.role]?.[permission] ?? [];
  return relations.some((relation) => hasRelation(actor, target, relation));
}
