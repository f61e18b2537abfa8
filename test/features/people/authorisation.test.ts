import {
  type Actor,
  authorise,
  isAllowed,
  type MemberActor,
  type Permission,
  type Role,
  roles,
  systemActor,
  type Target,
} from '../../../src/features/people/index.js';
import { keepingLogger } from '../../support/logger.js';

const actorWith = (role: Role): MemberActor => ({
  kind: 'member',
  memberId: 'me',
  name: 'Ana',
  slackId: 'U1',
  role,
  teamId: 'my team',
  managesTeamIds: ['managed team'],
  timeZone: 'UTC',
});

const targets = {
  own: { memberIds: ['me', 'other'], teamId: 'elsewhere' },
  'same team': { memberIds: ['other'], teamId: 'my team' },
  manages: { memberIds: ['other'], teamId: 'managed team' },
  stranger: { memberIds: ['other'], teamId: 'elsewhere' },
  'no team': { memberIds: ['other'], teamId: null },
  nothing: {},
} satisfies Record<string, Target>;

type Relation = keyof typeof targets;

const everything = Object.keys(targets) as Relation[];
const permissions: Permission[] = [
  'edit_tasks',
  'edit_calendar',
  'view_team',
  'manage_team',
  'administer',
];

const allowed: Record<Role, Record<Permission, readonly Relation[]>> = {
  engineer: {
    edit_tasks: ['own'],
    edit_calendar: ['own'],
    view_team: ['own', 'same team'],
    manage_team: [],
    administer: [],
  },
  lead: {
    edit_tasks: ['own', 'same team'],
    edit_calendar: ['own'],
    view_team: ['own', 'same team'],
    manage_team: [],
    administer: [],
  },
  manager: {
    edit_tasks: ['own', 'same team', 'manages'],
    edit_calendar: ['own', 'manages'],
    view_team: ['own', 'same team', 'manages'],
    manage_team: ['manages'],
    administer: [],
  },
  admin: {
    edit_tasks: everything,
    edit_calendar: everything,
    view_team: everything,
    manage_team: everything,
    administer: everything,
  },
  auditor: {
    edit_tasks: ['own'],
    edit_calendar: ['own'],
    view_team: everything,
    manage_team: [],
    administer: [],
  },
};

describe.each(roles)('the role %s', (role) => {
  test.each(permissions)('has %s for exactly the targets of the policy', (permission) => {
    const granted = everything.filter((relation) =>
      isAllowed(actorWith(role), permission, targets[relation]),
    );

    expect(granted).toEqual(allowed[role][permission]);
  });
});

test('members without a team do not share one', () => {
  const homeless: Actor = { ...actorWith('lead'), teamId: null };

  expect(isAllowed(homeless, 'edit_tasks', targets['no team'])).toBe(false);
});

test('an unknown role or permission is refused', () => {
  expect(isAllowed(actorWith('engineer'), 'fly' as Permission, targets.own)).toBe(false);
  expect(isAllowed(actorWith('guest' as Role), 'view_team', targets.own)).toBe(false);
});

test('the bot itself may do everything that a schedule asks of it', () => {
  expect(permissions.every((permission) => isAllowed(systemActor, permission))).toBe(true);
});

describe('asking for leave to act', () => {
  test('writes to the log who was refused what, and nothing when it is given', () => {
    const { logger, logged } = keepingLogger();
    const ask = (role: Role) =>
      authorise(actorWith(role), 'manage_team', targets.manages, logger, { what: 'rebalance' });

    expect(ask('manager')).toBe(true);
    expect(logged).toEqual([]);
    expect(ask('engineer')).toBe(false);
    expect(logged).toEqual([
      expect.objectContaining({
        msg: 'refused: not allowed',
        actorId: 'me',
        permission: 'manage_team',
        what: 'rebalance',
        ...targets.manages,
      }),
    ]);
  });
});
