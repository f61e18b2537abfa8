export { joinTransactions } from './join-transactions.js';
export { type SampleServices, seedSample, type SettableClock } from './seed.js';
export { sampleWorkspace } from './workspace.js';
