/** The sample team that the local workspace starts with. */

export const sampleTeamId = 'platform';
export const sampleTeamChannelId = 'C0PLATFORM';

interface SamplePerson {
  readonly slackId: string;
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly role: 'engineer' | 'lead' | 'manager' | 'admin';
  readonly kind: 'person' | 'agent';
  readonly skills: readonly { readonly name: string; readonly level: number }[];
}

export const samplePeople: readonly SamplePerson[] = [
  {
    slackId: 'U0MARA',
    id: 'mara',
    name: 'Mara Lindqvist',
    title: 'Engineering manager, admin of Crewchief',
    role: 'admin',
    kind: 'person',
    skills: [],
  },
  {
    slackId: 'U0TOMAS',
    id: 'tomas',
    name: 'Tomás Ferreira',
    title: 'Engineering manager',
    role: 'manager',
    kind: 'person',
    skills: [],
  },
  {
    slackId: 'U0AIKO',
    id: 'aiko',
    name: 'Aiko Tanaka',
    title: 'Lead engineer',
    role: 'lead',
    kind: 'person',
    skills: [
      { name: 'typescript', level: 5 },
      { name: 'postgres', level: 4 },
    ],
  },
  {
    slackId: 'U0BEN',
    id: 'ben',
    name: 'Ben Okafor',
    title: 'Engineer',
    role: 'engineer',
    kind: 'person',
    skills: [
      { name: 'kubernetes', level: 4 },
      { name: 'go', level: 3 },
    ],
  },
  {
    slackId: 'U0CHLOE',
    id: 'chloe',
    name: 'Chloé Martin',
    title: 'Engineer',
    role: 'engineer',
    kind: 'person',
    skills: [
      { name: 'react', level: 5 },
      { name: 'accessibility', level: 4 },
    ],
  },
  {
    slackId: 'U0DEV',
    id: 'dev',
    name: 'Dev Patel',
    title: 'Engineer',
    role: 'engineer',
    kind: 'person',
    skills: [
      { name: 'typescript', level: 3 },
      { name: 'testing', level: 4 },
    ],
  },
  {
    slackId: 'U0ELIF',
    id: 'elif',
    name: 'Elif Yılmaz',
    title: 'Engineer',
    role: 'engineer',
    kind: 'person',
    skills: [
      { name: 'observability', level: 4 },
      { name: 'go', level: 4 },
    ],
  },
  {
    slackId: 'U0FEMI',
    id: 'femi',
    name: 'Femi Adeyemi',
    title: 'Engineer',
    role: 'engineer',
    kind: 'person',
    skills: [
      { name: 'postgres', level: 3 },
      { name: 'python', level: 4 },
    ],
  },
  {
    slackId: 'U0PATCH',
    id: 'patch',
    name: 'Patch',
    title: 'AI agent',
    role: 'engineer',
    kind: 'agent',
    skills: [
      { name: 'typescript', level: 4 },
      { name: 'documentation', level: 4 },
    ],
  },
];
