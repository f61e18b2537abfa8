export { type Actor, actorId, type MemberActor, systemActor } from './actor.js';
export { isAllowed, type Permission, type Target } from './authorisation.js';
export { type Member, type Role, roles, type Skill, type Team } from './member.js';
export type { People } from './people-service.js';
