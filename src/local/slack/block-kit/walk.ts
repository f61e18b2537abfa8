import { newToken } from '../ids.js';
import { asList, isJsonObject, type JsonObject } from '../json.js';

const interactiveTypes =
  /^(button|overflow|checkboxes|radio_buttons|datepicker|timepicker|\w*select|\w*_input)$/;

/** The interactive elements of a block: its elements, accessory or input element. */
export function elementsOf(block: JsonObject): JsonObject[] {
  return [...asList(block['elements']), block['accessory'], block['element']]
    .filter(isJsonObject)
    .filter(({ type }) => typeof type === 'string' && interactiveTypes.test(type));
}

export function blocksOf(view: JsonObject): JsonObject[] {
  return asList(view['blocks']).filter(isJsonObject);
}

/** The blocks with a `block_id` on each and an `action_id` on each interactive element. */
export function withIds(blocks: readonly JsonObject[]): JsonObject[] {
  return blocks.map((block) => {
    const named: JsonObject = { block_id: newToken(5), ...block };
    for (const field of ['element', 'accessory']) {
      const element = block[field];
      if (isJsonObject(element)) named[field] = withActionId(element);
    }
    if (block['type'] === 'actions') {
      named['elements'] = asList(block['elements']).filter(isJsonObject).map(withActionId);
    }
    return named;
  });
}

function withActionId(element: JsonObject): JsonObject {
  return elementsOf({ element }).length > 0 ? { action_id: newToken(5), ...element } : element;
}

/** Characters of all texts in the blocks together. */
export function textLength(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + textLength(item), 0);
  if (!isJsonObject(value)) return 0;
  return Object.entries(value).reduce(
    (sum, [field, content]) =>
      sum +
      (field === 'text' && typeof content === 'string' ? content.length : textLength(content)),
    0,
  );
}
