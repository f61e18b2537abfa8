import type { CollectionIndexes, Db } from '../../storage/index.js';
import type { ChatFeature } from '../chat.js';
import type { ReportDeps } from './report-deps.js';
import { createReportsService, type Reports } from './reports-service.js';
import { reportsChat } from './reports-slack.js';
import { reportIndexes, ReportsStore } from './reports-store.js';

export type { Published } from './publish-report.js';
export { dueDailyReport, dueDigest } from './report-times.js';
export type { Reports } from './reports-service.js';

export function createReports({ db, ...given }: Omit<ReportDeps, 'store'> & { readonly db: Db }): {
  readonly reports: Reports;
  readonly chat: ChatFeature;
  readonly indexes: readonly CollectionIndexes[];
} {
  const reports = createReportsService({ ...given, store: new ReportsStore(db) });
  return {
    reports,
    chat: reportsChat({ reports, people: given.people }),
    indexes: [reportIndexes],
  };
}
