import { BSONRegExp } from 'bson';
import type { Document } from '../bson/decode.js';
import { isDocument } from '../bson/values.js';
import { CommandError } from '../errors.js';
import { isOperatorDocument } from '../query/operands.js';
import { editPath } from './edit.js';

/** Fields that the filter fixes by equality: what an upsert starts from. */
function equalities(filter: Document): [string, unknown][] {
  return Object.entries(filter).flatMap(([name, operand]): [string, unknown][] => {
    if (name === '$and' || (name === '$or' && Array.isArray(operand) && operand.length === 1)) {
      return (operand as unknown[]).filter(isDocument).flatMap(equalities);
    }
    if (name.startsWith('$') || operand instanceof BSONRegExp) return [];
    if (!isOperatorDocument(operand)) return [[name, operand]];
    return Object.entries(operand).flatMap(([operator, value]): [string, unknown][] => {
      if (operator === '$eq') return [[name, value]];
      const single = operator === '$all' || operator === '$in';
      if (!single || !Array.isArray(value) || value.length !== 1) return [];
      if (value[0] instanceof BSONRegExp || isOperatorDocument(value[0])) return [];
      return [[name, value[0]]];
    });
  });
}

/** The document that an upsert inserts, before its update is applied. */
export function documentFromFilter(filter: Document): Document {
  let document: Document = {};
  const seen: string[] = [];
  for (const [path, value] of equalities(filter)) {
    const other = seen.find(
      (one) => `${one}.`.startsWith(`${path}.`) || path.startsWith(`${one}.`),
    );
    if (other !== undefined) {
      throw new CommandError(
        'NotSingleValueField',
        `cannot infer query fields to set, both paths '${path}' and '${other}' are matched`,
      );
    }
    seen.push(path);
    document = editPath(document, path.split('.'), () => ({ value })) as Document;
  }
  return document;
}
