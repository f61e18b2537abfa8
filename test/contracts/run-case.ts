import {
  type ClientSession,
  type Db,
  type Document,
  Long,
  MongoClient,
  MongoServerError,
} from 'mongodb';
import { collection, type ContractCase, cursor, type Step } from './case.js';
import { isDocument } from './guard/values.js';

/** The words by which a server says that it leaves something out on purpose. */
const refusal = /MONGODB_URI/;

/** A client that sends transactions, with its one session. */
interface Person {
  readonly client: MongoClient;
  readonly session: ClientSession;
}

type People = Map<string, Person>;

function filled(value: unknown, words: ReadonlyMap<unknown, unknown>): unknown {
  if (words.has(value)) return words.get(value);
  if (Array.isArray(value)) return value.map((each) => filled(each, words));
  return isDocument(value) ? withWords(value, words) : value;
}

function withWords(document: Document, words: ReadonlyMap<unknown, unknown>): Document {
  return Object.fromEntries(
    Object.entries(document).map(([key, value]) => [key, filled(value, words)]),
  );
}

/** The server's reply, or its error as a document. */
async function replyOf(asked: Promise<Document | void>): Promise<Document> {
  try {
    return (await asked) ?? { ok: 1 };
  } catch (thrown) {
    if (!(thrown instanceof MongoServerError)) throw thrown;
    const { code, codeName, errorLabels, message } = thrown;
    return { error: { code, codeName, errorLabels }, errmsg: message };
  }
}

/** The code of an error that says so; undefined for every other reply. */
function refusedWith(reply: Document): unknown {
  const [failure] = (reply['writeErrors'] ?? [
    { ...reply['error'], errmsg: reply['errmsg'] },
  ]) as Document[];
  return refusal.test(String(failure?.['errmsg'])) ? failure?.['code'] : undefined;
}

async function personOf(people: People, name: string, uri: string): Promise<Person> {
  const known = people.get(name);
  if (known) return known;
  const client = await new MongoClient(uri).connect();
  const person = { client, session: client.startSession({ causalConsistency: false }) };
  people.set(name, person);
  return person;
}

async function leave(people: People, name: string): Promise<void> {
  await people.get(name)?.client.close();
  people.delete(name);
}

async function runStep(
  { command, client: name }: Step,
  { db, uri, people }: { db: Db; uri: string; people: People },
): Promise<Document> {
  if (name === undefined) {
    const { $db, ...fields } = command;
    return replyOf($db === 'admin' ? db.admin().command(fields) : db.command(command));
  }
  const { client, session } = await personOf(people, name, uri);
  if ('commitTransaction' in command) return replyOf(session.commitTransaction());
  if ('abortTransaction' in command) return replyOf(session.abortTransaction());
  if ('endSessions' in command) return replyOf(leave(people, name));
  if (!session.inTransaction()) session.startTransaction();
  return replyOf(client.db(db.databaseName).command(command, { session }));
}

/** Expects what the answer says; the documents of a batch are all of them, in their order. */
function expectAnswer(reply: Document, expected: Document): void {
  expect(reply).toMatchObject(expected);
  const batches = (expected['cursor'] ?? {}) as Document;
  for (const batch of ['firstBatch', 'nextBatch']) {
    if (batch in batches) expect((reply['cursor'] as Document)[batch]).toEqual(batches[batch]);
  }
}

/** Runs a case in a collection of its own and expects MongoDB's answers, or an allowed refusal. */
export async function runCase(
  { db, uri }: { readonly db: Db; readonly uri: string },
  given: ContractCase,
  name: string,
): Promise<void> {
  const documents = given.documents.map((document, position) => ({
    _id: position + 1,
    ...document,
  }));
  const preparation = [
    { create: name },
    ...(documents.length > 0 ? [{ insert: name, documents }] : []),
    ...(given.indexes ? [{ createIndexes: name, indexes: given.indexes }] : []),
  ];
  const isRefused = (reply: Document) =>
    given.mayRefuse !== undefined && refusedWith(reply) === given.mayRefuse;
  for (const command of preparation) {
    const reply = await replyOf(db.command(command));
    if (isRefused(reply)) return;
    expect(reply).toMatchObject({ ok: 1 });
    expect(reply).not.toHaveProperty('writeErrors');
  }
  const people: People = new Map();
  let opened: number | Long = 0;
  try {
    for (const step of given.steps) {
      const words = (id: unknown) =>
        new Map<unknown, unknown>([
          [collection, name],
          [cursor, id],
        ]);
      const command = withWords(step.command, words(Long.fromValue(opened)));
      const reply = await runStep({ ...step, command }, { db, uri, people });
      if (isRefused(reply)) return;
      const expected = 'reply' in step.answer ? step.answer.reply : step.answer;
      expectAnswer(reply, withWords(expected, words(opened)));
      opened = (reply['cursor'] as { id?: number | Long } | undefined)?.id || opened;
    }
  } finally {
    await Promise.all([...people.keys()].map((person) => leave(people, person)));
  }
}
