import { CronExpressionParser } from 'cron-parser';

/**
 * Refuses what Agenda would silently take for something else.
 * @throws when `schedule` is not a cron expression of five fields.
 */
export function assertCron(schedule: string): void {
  if (schedule.trim().split(/\s+/).length !== 5) {
    throw new Error(`"${schedule}" is not a cron expression of five fields`);
  }
  CronExpressionParser.parse(schedule, { tz: 'UTC' });
}
