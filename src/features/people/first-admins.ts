import type { NewId } from '../../shared/ids.js';
import { systemActor } from './actor.js';
import type { Member } from './member.js';
import { defaultWeeklyCapacityHours } from './member-details.js';
import type { PeopleChange } from './people-change.js';
import { isConfiguredAdmin } from './people-directory.js';
import type { PeopleStore } from './people-store.js';

/** What the chat knows about somebody who is named by the configuration. */
export interface Profile {
  readonly slackId: string;
  readonly name: string;
  readonly email?: string;
  readonly timeZone: string;
}

/** Gives a member record to those who are named as admins by the configuration and have none. */
export type EnsureFirstAdmins = (profiles: readonly Profile[]) => Promise<void>;

export interface FirstAdminsDeps {
  readonly store: PeopleStore;
  readonly change: PeopleChange;
  readonly newId: NewId;
  readonly firstAdminSlackIds: readonly string[];
}

/** Profiles of others than the configured admins are left alone. */
export function createEnsureFirstAdmins(deps: FirstAdminsDeps): EnsureFirstAdmins {
  return async (profiles) => {
    for (const profile of profiles) {
      if (isConfiguredAdmin(profile, deps.firstAdminSlackIds)) await ensureActive(profile, deps);
    }
  };
}

async function ensureActive(
  profile: Profile,
  { store, change, newId }: FirstAdminsDeps,
): Promise<void> {
  const intentId = `first admin/${newId()}`;
  await change.once(
    intentId,
    async (transaction) => {
      const before = await store.member({ slackId: profile.slackId }, transaction);
      if (before?.active) return;
      const after: Member = before
        ? { ...before, active: true, role: 'admin', version: before.version + 1 }
        : newAdmin(profile, newId());
      if (before) await store.replaceMembers([after], transaction);
      else await store.insertMembers([after], transaction);
      await change.record(
        { actor: systemActor, intentId, kind: 'member', verb: 'added', before, after },
        transaction,
      );
    },
    async () => {},
  );
}

function newAdmin(profile: Profile, id: string): Member {
  return {
    ...profile,
    id,
    kind: 'person',
    teamId: null,
    role: 'admin',
    skills: [],
    weeklyCapacityHours: defaultWeeklyCapacityHours,
    active: true,
    version: 1,
  };
}
