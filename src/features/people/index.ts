import type { Clock } from '../../shared/clock.js';
import type { NewId } from '../../shared/ids.js';
import type { Logger } from '../../shared/logger.js';
import type { CollectionIndexes, Db, InTransaction } from '../../storage/index.js';
import type { Audit } from '../audit/index.js';
import type { ChatFeature } from '../chat.js';
import { createEnsureFirstAdmins, type EnsureFirstAdmins } from './first-admins.js';
import { MemberAdministration } from './member-administration.js';
import type { Member } from './member.js';
import { type MemberChangedSubscriber, PeopleChange } from './people-change.js';
import { PeopleDirectory } from './people-directory.js';
import { createPeopleImport, type ImportPeople } from './import/import-people.js';
import type { People } from './people-service.js';
import { createPeopleChat } from './people-slack.js';
import type { WorkLimitsShown } from './slack/chat-deps.js';
import { PeopleStore, peopleIndexes } from './people-store.js';
import { SkillLevels } from './skill-levels.js';
import type { SkillNames } from './skill-names.js';
import type { SuggestionShown } from './slack/chat-deps.js';
import { TeamAdministration } from './team-administration.js';

export { type Actor, actorId, type MemberActor, systemActor } from './actor.js';
export { authorise, logRefusal } from './authorise.js';
export { isAllowed, type Permission, type Target } from './authorisation.js';
export { type Member, type Role, roles, type Skill, slackIdOf, type Team } from './member.js';
export type { ImportPeople } from './import/import-people.js';
export { readPeopleFile } from './import/read-people-file.js';
export type { FileFault, PeopleRows } from './import/rows.js';
export type { People } from './people-service.js';
export { personView } from './person-view.js';
export { renamedSkills, type SkillLevels } from './skill-levels.js';
export type { SkillNames } from './skill-names.js';
export type { SuggestionShown } from './slack/chat-deps.js';
export {
  type FoundMember,
  findMember,
  type Namesakes,
  namesakesReply,
} from './slack/find-member.js';
export { formatSkills, readSkills } from './skills.js';
export { teamMeant, teamNamed } from './team-meant.js';

export interface PeopleDeps {
  readonly db: Db;
  readonly inTransaction: InTransaction;
  readonly audit: Audit;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly logger: Logger;
  /** Slack ids of those who are always admins, from the configuration. */
  readonly firstAdminSlackIds: readonly string[];
  /** What members decided about how much work they take on. */
  readonly workLimitsOf: (memberId: string) => Promise<WorkLimitsShown>;
  readonly skillNames: SkillNames;
  /** What their work suggests to a member about their skills; null when it suggests nothing. */
  readonly suggestionFor: (member: Member) => Promise<SuggestionShown | null>;
  /** IANA name, for new members for whom none is given. */
  readonly defaultTimeZone: string;
}

export interface PeopleFeature {
  readonly people: People;
  readonly indexes: readonly CollectionIndexes[];
  readonly importPeople: ImportPeople;
  readonly ensureFirstAdmins: EnsureFirstAdmins;
  readonly chat: ChatFeature;
  /** The subscriber runs inside the transaction that adds, changes or removes a member. */
  readonly onMemberChanged: (subscriber: MemberChangedSubscriber) => void;
  readonly memberAdministration: MemberAdministration;
  readonly teamAdministration: TeamAdministration;
  readonly skillLevels: SkillLevels;
}

export function createPeople(deps: PeopleDeps): PeopleFeature {
  const store = new PeopleStore(deps.db);
  const change = new PeopleChange({ ...deps, store });
  const inner = { ...deps, store, change };
  const people = new PeopleDirectory(store, deps.firstAdminSlackIds);
  const memberAdministration = new MemberAdministration(inner);
  const teamAdministration = new TeamAdministration(inner);
  return {
    people,
    indexes: peopleIndexes,
    importPeople: createPeopleImport(inner),
    ensureFirstAdmins: createEnsureFirstAdmins(inner),
    chat: createPeopleChat({
      people,
      memberAdministration,
      teamAdministration,
      workLimitsOf: deps.workLimitsOf,
      suggestionFor: deps.suggestionFor,
      logger: deps.logger,
    }),
    onMemberChanged: change.onMemberChanged,
    memberAdministration,
    teamAdministration,
    skillLevels: new SkillLevels(inner),
  };
}
