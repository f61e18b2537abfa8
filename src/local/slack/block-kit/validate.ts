import { asList, isJsonObject, type JsonObject, textOf } from '../json.js';
import { block } from './blocks.js';
import { identifier, plainText } from './composition.js';
import { elementsOf } from './walk.js';
import { LIMITS } from './limits.js';
import {
  boolean,
  list,
  object,
  type Problem,
  type Rule,
  string,
  typed,
  variants,
} from './rules.js';

const uniqueIds: Rule = (value, pointer, problems) => {
  const blockIds = new Set<unknown>();
  for (const [index, item] of asList(value).entries()) {
    if (!isJsonObject(item)) continue;
    const blockPointer = `${pointer}/${index}`;
    reportRepeated(item['block_id'], blockIds, 'block_id', blockPointer, problems);
    const actionIds = new Set<unknown>();
    for (const element of elementsOf(item)) {
      reportRepeated(element['action_id'], actionIds, 'action_id', blockPointer, problems);
    }
  }
};

function reportRepeated(
  id: unknown,
  seen: Set<unknown>,
  field: string,
  pointer: string,
  problems: Problem[],
): void {
  if (id === undefined) return;
  if (seen.has(id)) problems.push({ pointer, message: `${field} "${textOf(id)}" already exists` });
  seen.add(id);
}

function blocks(max: number, min: number): Rule {
  const each = list(block, max, min);
  return (value, pointer, problems) => {
    each(value, pointer, problems);
    uniqueIds(value, pointer, problems);
  };
}

const viewFields = {
  private_metadata: string(LIMITS.privateMetadata, 0),
  callback_id: string(LIMITS.identifier, 0),
  external_id: string(LIMITS.identifier, 0),
};
const view = variants({
  modal: typed(
    'modal',
    { title: plainText(LIMITS.viewTitle), blocks: blocks(LIMITS.viewBlocks, 1) },
    {
      ...viewFields,
      submit: plainText(LIMITS.viewSubmit),
      close: plainText(LIMITS.viewClose),
      clear_on_close: boolean,
      notify_on_close: boolean,
      submit_disabled: boolean,
    },
  ),
  home: typed('home', { blocks: blocks(LIMITS.viewBlocks, 0) }, viewFields),
});

const metadata = object({ event_type: identifier, event_payload: object({}) });

function problemsOf(rule: Rule, value: unknown, pointer: string): Problem[] {
  const problems: Problem[] = [];
  rule(value, pointer, problems);
  return problems;
}

export function messageBlockProblems(value: unknown): Problem[] {
  return problemsOf(blocks(LIMITS.messageBlocks, 0), value, '/blocks');
}

/** What is wrong with a view, the presence of a submit button beside inputs included. */
export function viewProblems(value: JsonObject): Problem[] {
  const problems = problemsOf(view, value, '/view');
  const hasInput = asList(value['blocks']).some(
    (item) => isJsonObject(item) && item['type'] === 'input',
  );
  if (value['type'] === 'modal' && hasInput && value['submit'] === undefined) {
    problems.push({ pointer: '/view', message: 'missing required field: submit' });
  }
  return problems;
}

export function metadataProblems(value: JsonObject): Problem[] {
  const shape = { event_type: value['event_type'], event_payload: {} };
  const problems = problemsOf(metadata, shape, '/metadata');
  if (!isJsonObject(value['event_payload'])) {
    problems.push({ pointer: '/metadata/event_payload', message: 'must provide an object' });
  }
  return problems;
}
