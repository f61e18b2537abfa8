import { basename } from 'node:path';
import { recordShapes, recordVariable } from './recorder.js';

/** Loaded before each test file: records what its clients send, unless it is the contract itself. */
const file = process.env[recordVariable];
const isContract = basename(expect.getState().testPath ?? '') === 'contract.test.js';
if (file && !isContract) recordShapes(file);
