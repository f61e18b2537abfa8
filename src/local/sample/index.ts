export { joinTransactions } from './join-transactions.js';
export { type SampleServices, seedSample } from './seed.js';
export { sampleWorkspace } from './workspace.js';
