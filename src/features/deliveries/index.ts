export { failureNotices } from './deliveries.js';
export { deliveriesChat } from './deliveries-slack.js';
