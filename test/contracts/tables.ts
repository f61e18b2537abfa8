import type { ContractCase } from './case.js';
import { argumentCases } from './arguments.js';
import { bulkCases } from './bulk.js';
import { catalogCases } from './catalog.js';
import { comparisonCases } from './comparisons.js';
import { cursorCases } from './cursors.js';
import { fieldUpdateCases } from './field-updates.js';
import { filterCases } from './filters.js';
import { indexCases } from './indexes.js';
import { documentCases } from './documents.js';
import { expressionCases } from './expressions.js';
import { matrixCases } from './matrix.js';
import { patternCases } from './patterns.js';
import { readCases } from './reads.js';
import { refusalCases } from './refusals.js';
import { stageCases } from './stages.js';
import { transactionCases } from './transactions.js';
import { updateCases } from './updates.js';
import { upsertCases } from './upserts.js';
import { writeCases } from './writes.js';

/** The whole contract, by subject. */
export const tables: Readonly<Record<string, readonly ContractCase[]>> = {
  filters: filterCases,
  comparisons: comparisonCases,
  matrix: matrixCases,
  patterns: patternCases,
  updates: updateCases,
  fieldUpdates: fieldUpdateCases,
  upserts: upsertCases,
  bulk: bulkCases,
  writes: writeCases,
  documents: documentCases,
  arguments: argumentCases,
  reads: readCases,
  stages: stageCases,
  expressions: expressionCases,
  indexes: indexCases,
  catalog: catalogCases,
  refusals: refusalCases,
  cursors: cursorCases,
  transactions: transactionCases,
};
