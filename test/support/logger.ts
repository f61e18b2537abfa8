import { createLogger } from '../../src/shared/logger.js';

export const silentLogger = createLogger('silent');
