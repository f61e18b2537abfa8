import { recordShapes, recordVariable } from './recorder.js';

/** Loaded before a program that a test starts: records what it sends. */
const file = process.env[recordVariable];
if (file) recordShapes(file);
