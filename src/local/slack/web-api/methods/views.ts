import { LIMITS } from '../../block-kit/limits.js';
import { viewProblems } from '../../block-kit/validate.js';
import { blocksOf, withIds } from '../../block-kit/walk.js';
import type { JsonObject } from '../../json.js';
import type { Platform } from '../../platform.js';
import type { ViewRecord } from '../../workspace/model.js';
import { MAX_MODALS } from '../../workspace/view-stacks.js';
import { apiView } from '../api-objects.js';
import { requireKnownFiles } from '../message-content.js';
import type { Call, Method } from '../method.js';
import { refusal, SlackError } from '../slack-error.js';

/**
 * The view with ids filled in. Throws `invalid_arguments`, `view_too_large` or, when another open
 * view than `replacing` has its external id, `duplicate_external_id`.
 */
export function checkedView(
  view: JsonObject,
  type: 'modal' | 'home',
  platform: Platform,
  replacing?: ViewRecord,
): JsonObject {
  if (view['type'] !== type) {
    throw refusal('invalid_arguments', [{ message: `must be a ${type}`, pointer: '/view/type' }]);
  }
  const problems = viewProblems(view);
  if (problems.length > 0) throw refusal('invalid_arguments', problems);
  if (Buffer.byteLength(JSON.stringify(view)) > LIMITS.viewBytes) {
    throw new SlackError('view_too_large');
  }
  const externalId = view['external_id'];
  if (typeof externalId === 'string' && externalId !== '') {
    const holder = platform.workspace.views.findExternal(externalId);
    if (holder && holder.id !== replacing?.id) throw new SlackError('duplicate_external_id');
  }
  requireKnownFiles(blocksOf(view), platform);
  return { ...view, blocks: withIds(blocksOf(view)) };
}

function viewArgument({ args }: Call): JsonObject {
  if (!args.has('view')) args.required('view');
  return args.object('view', 'invalid_arguments') ?? {};
}

function open(call: Call): JsonObject {
  const { args, platform } = call;
  const view = checkedView(viewArgument(call), 'modal', platform);
  const userId = platform.triggers.exchange(args.required('trigger_id'));
  return { view: apiView(platform.workspace.views.open(userId, view), platform) };
}

function push(call: Call): JsonObject {
  const { args, platform } = call;
  const { views } = platform.workspace;
  const view = checkedView(viewArgument(call), 'modal', platform);
  const userId = platform.triggers.exchange(args.required('trigger_id'));
  if (views.modals(userId).length >= MAX_MODALS) throw new SlackError('push_limit_reached');
  return { view: apiView(views.push(userId, view), platform) };
}

function update(call: Call): JsonObject {
  const { args, platform } = call;
  const { views } = platform.workspace;
  const externalId = args.text('external_id');
  const record = externalId ? views.findExternal(externalId) : views.find(args.required('view_id'));
  if (!record) throw new SlackError('not_found');
  const hash = args.text('hash');
  if (hash !== undefined && hash !== record.hash) throw new SlackError('hash_conflict');
  const view = checkedView(viewArgument(call), record.type, platform, record);
  return { view: apiView(views.update(record, view), platform) };
}

function publish(call: Call): JsonObject {
  const { args, platform } = call;
  const { workspace } = platform;
  const userId = args.required('user_id');
  if (!workspace.user(userId)) throw new SlackError('user_not_found');
  const current = workspace.views.home(userId);
  const hash = args.text('hash');
  if (hash !== undefined && hash !== current?.hash) throw new SlackError('hash_conflict');
  const view = checkedView(viewArgument(call), 'home', platform, current);
  return { view: apiView(workspace.views.publishHome(userId, view), platform) };
}

export const viewMethods: readonly Method[] = [
  { name: 'views.open', tier: 'tier4', token: 'bot', scopes: [], run: open },
  { name: 'views.push', tier: 'tier4', token: 'bot', scopes: [], run: push },
  { name: 'views.update', tier: 'tier4', token: 'bot', scopes: [], run: update },
  { name: 'views.publish', tier: 'tier4', token: 'bot', scopes: [], run: publish },
];
