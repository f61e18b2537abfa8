import type { NewId } from '../../shared/ids.js';
import type { Logger } from '../../shared/logger.js';
import type { PeopleChange } from './people-change.js';
import type { PeopleStore } from './people-store.js';
import type { SkillNames } from './skill-names.js';

export interface AdministrationDeps {
  readonly store: PeopleStore;
  readonly change: PeopleChange;
  readonly newId: NewId;
  readonly logger: Logger;
  readonly skillNames: Pick<SkillNames, 'fault'>;
  readonly firstAdminSlackIds: readonly string[];
}
