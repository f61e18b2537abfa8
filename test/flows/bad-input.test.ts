import { eventually, visibleText } from '../support/person.js';
import { cleanUpCrews, type Crew, startCrew } from './support/crew.js';
import { documentsOf } from './support/documents.js';

let crew: Crew;
beforeAll(async () => {
  crew = await startCrew();
  await crew.mara.waitsFor(crew.platform, 'T-1: goal probably met');
});
afterAll(cleanUpCrews);

const tenThousand = 'x'.repeat(10_000);

/** What `act` answers; fails when it changes anything that the team has. */
async function changingNothing<T>(act: () => Promise<T>): Promise<T> {
  const { db } = crew.app.database;
  const before = await documentsOf(db);
  const answer = await act();
  expect(await documentsOf(db)).toEqual(before);
  return answer;
}

/** The private answer to a command of Ben's, which may come after the acknowledgement. */
async function answerTo(line: string): Promise<string> {
  const { ben, platform } = crew;
  const before = (await ben.sees(platform)).length;
  const { reply } = await ben.types(platform, line);
  const answer =
    reply ??
    (await eventually(crew.slack.acting, `an answer to ${line}`, async () =>
      (await ben.sees(platform)).at(before),
    ));
  expect(answer.isEphemeral).toBe(true);
  return visibleText(answer);
}

test.each(
  [
    ['/complete T-6 -3', 'Hours must be more than 0', '/complete T-12 5.5h [notes]'],
    ['/complete T-6 abc', 'Write the hours as', '/complete T-12 5.5h [notes]'],
    ['/complete T-6 1e9', 'Write the hours as', '/complete T-12 5.5h [notes]'],
    ['/complete T-6 1000000000', 'Hours can be at most 1000', '/complete T-12 5.5h [notes]'],
    ['/complete T-6 0', 'Hours must be more than 0', '/complete T-12 5.5h [notes]'],
    ['/complete T-x 5h', 'is no task', '/complete T-12 5.5h [notes]'],
    [
      `/complete T-6 2h ${tenThousand}`,
      'Notes can have at most 3000',
      '/complete T-12 5.5h [notes]',
    ],
    ['/complete T-999 2h', 'There is no task T-999', '/crew tasks'],
    ['/complete T-8 2h', 'T-8 was not changed', 'Only its assignee'],
    ['/crew task start', 'Say which task', '/crew task start T-12'],
    [`/crew task block T-6 ${tenThousand}`, 'at most 500', '/crew task block T-12 reason'],
    ['/crew task assign T-6', 'Say who gets the task', '/crew task assign T-12 @member'],
    ['/crew task assign T-6 @nobody', 'I know no such member', '/crew task assign T-12 @member'],
    [`/crew task new ${tenThousand}`, 'A title can have at most 200', '/crew task new [title]'],
    ['/crew measure', 'Say which task', '/crew measure T-12 [value]'],
    ['/crew measure T-2 5', 'You cannot do that', 'measured by its assignee'],
    ['/crew measure T-6 5', 'has no metric', ''],
    ['/crew measure T-999 5', 'There is no task', '/crew tasks'],
    ['/crew why', 'Say which task', '/crew why T-12'],
    ['/crew why T-1 2026-02-30', 'no day of the calendar', '/crew why T-12'],
    ['/crew why T-6', 'T-6 is not monitored', ''],
    ['/crew evaluate', 'Say which task', '/crew evaluate T-12'],
    ['/crew evaluate <!channel>', '“&lt;!channel&gt;” is no task', '/crew evaluate T-12'],
    ['/crew why T-999', 'There is no task T-999', ''],
    ['/crew people add', 'admin', ''],
    ['/crew frobnicate', '/crew help', ''],
  ].map(([line = '', problem = '', usage = '']) => ({
    line,
    problem,
    usage,
    typed: line.slice(0, 60),
  })),
)('$typed is answered with what is wrong and how to write it', async ({ line, problem, usage }) => {
  const answer = await changingNothing(() => answerTo(line));

  expect(answer).toContain(problem);
  expect(answer).toContain(usage);
});
