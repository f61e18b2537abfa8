export { failureNotices } from './deliveries.js';
export { gapSentence, lastGap } from './gap.js';
export { deliveriesChat } from './deliveries-slack.js';
