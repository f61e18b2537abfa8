export type { Measurement } from './measurement.js';
export type { Measurements } from './measurements-service.js';
