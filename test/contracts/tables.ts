import type { ContractCase } from './case.js';
import { filterCases } from './filters.js';
import { indexCases } from './indexes.js';
import { expressionCases } from './expressions.js';
import { readCases } from './reads.js';
import { stageCases } from './stages.js';
import { updateCases } from './updates.js';
import { writeCases } from './writes.js';

/** The whole contract, by subject. */
export const tables: Readonly<Record<string, readonly ContractCase[]>> = {
  filters: filterCases,
  updates: updateCases,
  writes: writeCases,
  reads: readCases,
  stages: stageCases,
  expressions: expressionCases,
  indexes: indexCases,
};
