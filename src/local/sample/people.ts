export const sampleTeam = { name: 'Platform', channel: 'C0PLATFORM' } as const;

interface SamplePerson {
  readonly slackId: string;
  readonly name: string;
  readonly title: string;
  readonly role: 'engineer' | 'lead' | 'manager' | 'admin';
  readonly kind: 'person' | 'agent';
  /** As a people file writes them. */
  readonly skills: string;
}

/** The sample team that the local workspace starts with. */
export const samplePeople: readonly SamplePerson[] = [
  {
    slackId: 'U0MARA',
    name: 'Mara Lindqvist',
    title: 'Engineering manager and admin',
    role: 'admin',
    kind: 'person',
    skills: '',
  },
  {
    slackId: 'U0TOMAS',
    name: 'Tomás Ferreira',
    title: 'Engineering manager',
    role: 'manager',
    kind: 'person',
    skills: '',
  },
  {
    slackId: 'U0AIKO',
    name: 'Aiko Tanaka',
    title: 'Lead engineer',
    role: 'lead',
    kind: 'person',
    skills: 'typescript:5; postgres:4',
  },
  {
    slackId: 'U0BEN',
    name: 'Ben Okafor',
    title: 'Engineer',
    role: 'engineer',
    kind: 'person',
    skills: 'kubernetes:4; go:3',
  },
  {
    slackId: 'U0CHLOE',
    name: 'Chloé Martin',
    title: 'Engineer',
    role: 'engineer',
    kind: 'person',
    skills: 'react:5; accessibility:4',
  },
  {
    slackId: 'U0DEV',
    name: 'Dev Patel',
    title: 'Engineer',
    role: 'engineer',
    kind: 'person',
    skills: 'typescript:3; testing:4',
  },
  {
    slackId: 'U0ELIF',
    name: 'Elif Yılmaz',
    title: 'Engineer',
    role: 'engineer',
    kind: 'person',
    skills: 'observability:4; go:4',
  },
  {
    slackId: 'U0FEMI',
    name: 'Femi Adeyemi',
    title: 'Engineer',
    role: 'engineer',
    kind: 'person',
    skills: 'postgres:3; python:4',
  },
  {
    slackId: 'U0PATCH',
    name: 'Patch',
    title: 'AI agent',
    role: 'engineer',
    kind: 'agent',
    skills: 'typescript:4; documentation:4',
  },
];

/** The sample team as the content of a people file; asks and evaluates at any hour. */
export function samplePeopleFile(timeZone: string): string {
  return JSON.stringify({
    teams: [
      {
        name: sampleTeam.name,
        channel: sampleTeam.channel,
        managers: samplePeople
          .filter(({ role }) => role === 'admin' || role === 'manager')
          .map(({ slackId }) => slackId),
        time_zone: timeZone,
        decisions_go_to: 'channel',
        measurement_hour: 0,
        evaluation_hour: 0,
      },
    ],
    members: samplePeople.map(({ slackId, name, role, kind, skills }) => ({
      slack_id: slackId,
      name,
      role,
      kind,
      team: sampleTeam.name,
      time_zone: timeZone,
      ...(skills !== '' && { skills }),
    })),
  });
}
