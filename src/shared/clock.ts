/** The only source of the present instant. Services receive one; tests pass a clock they set. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };
