import { startTestMongo, type TestMongo } from '../support/mongo.js';
import { indexCases, readCases, writeCases } from './commands.js';
import { filterCases } from './filters.js';
import { expressionCases, stageCases } from './pipelines.js';
import { runCase } from './run-case.js';
import { updateCases } from './updates.js';

let mongo: TestMongo;
beforeAll(async () => {
  mongo = await startTestMongo();
});
afterAll(() => mongo.close());

const tables = {
  filters: filterCases,
  updates: updateCases,
  writes: writeCases,
  reads: readCases,
  stages: stageCases,
  expressions: expressionCases,
  indexes: indexCases,
};

describe.each(Object.entries(tables))('%s', (table, cases) => {
  test.each(cases.map((given, number) => ({ ...given, number })))('$name', (given) =>
    runCase(mongo.db, given, `${table}_${given.number}`),
  );
});
