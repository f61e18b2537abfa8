import type { Logger } from '../../shared/logger.js';
import type { ResponseUrls } from './delivery/response-urls.js';
import type { TriggerIds } from './delivery/trigger-ids.js';
import type { LocalSlackOptions } from './options.js';
import type { Workspace } from './workspace/workspace.js';

/** What the Web API, the deliveries and the people acting share. */
export interface Platform {
  readonly options: LocalSlackOptions;
  readonly workspace: Workspace;
  readonly triggers: TriggerIds;
  readonly responseUrls: ResponseUrls;
  readonly logger: Logger;
  /** `http://host:port`, known once the server listens. */
  origin(): string;
  /** A fresh one-time address for a Socket Mode connection. */
  socketUrl(): string;
}
