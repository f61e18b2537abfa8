import type { CollectionIndexes, Db } from '../../storage/index.js';
import type { ChatFeature } from '../chat.js';
import { apply } from './apply.js';
import type { RebalancingDeps } from './rebalancing-deps.js';
import type { Rebalancing } from './rebalancing-service.js';
import { rebalancingChat } from './rebalancing-slack.js';
import { rebalancingIndexes, RebalancingStore } from './rebalancing-store.js';
import { revert } from './revert.js';
import { suggest } from './suggest.js';

export type { Rebalancing } from './rebalancing-service.js';

export function createRebalancing({
  db,
  ...given
}: Omit<RebalancingDeps, 'store'> & { readonly db: Db }): {
  readonly rebalancing: Rebalancing;
  readonly chat: ChatFeature;
  readonly indexes: readonly CollectionIndexes[];
} {
  const store = new RebalancingStore(db);
  const deps: RebalancingDeps = { ...given, store };
  const rebalancing: Rebalancing = {
    suggest: (request) => suggest(deps, request),
    suggestion: (id) => store.find(id),
    apply: (request) => apply(deps, request),
    revert: (request) => revert(deps, request),
  };
  const chat = rebalancingChat({ ...given, rebalancing });
  return { rebalancing, chat, indexes: [rebalancingIndexes] };
}
