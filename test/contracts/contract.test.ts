import { startTestMongo, type TestMongo } from '../support/mongo.js';
import { runCase } from './run-case.js';
import { tables } from './tables.js';

let mongo: TestMongo;
beforeAll(async () => {
  mongo = await startTestMongo();
});
afterAll(() => mongo.close());

describe.each(Object.entries(tables))('%s', (table, cases) => {
  test.each(cases.map((given, number) => ({ ...given, number })))('$name', (given) =>
    runCase(mongo, given, `${table}_${given.number}`),
  );
});
