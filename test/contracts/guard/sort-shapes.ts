import { fieldsOf, pathKind } from './values.js';

/** What a sort order or an index key is made of. */
export function sortShapes(sort: unknown, context = 'sort'): string[] {
  const fields = fieldsOf(sort);
  return [
    ...(fields.length > 1 ? [`${context} by several fields`] : []),
    ...fields.map(
      ([path, direction]) => `${context} ${String(direction)} at a path that is ${pathKind(path)}`,
    ),
  ];
}
