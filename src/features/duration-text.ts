import { millisecondsInHour, millisecondsInMinute } from 'date-fns/constants';

/** Whole minutes of it, such as `2 h 12 min` or `45 min`. */
export function durationText(milliseconds: number): string {
  const hours = Math.floor(milliseconds / millisecondsInHour);
  const minutes = Math.floor((milliseconds % millisecondsInHour) / millisecondsInMinute);
  return hours === 0 ? `${minutes} min` : `${hours} h ${minutes} min`;
}
