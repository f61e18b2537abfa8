import type { Document } from '../bson/decode.js';
import { CommandError } from '../errors.js';
import { isOperatorDocument } from '../query/operands.js';
import { editPath } from './edit.js';

/** Fields that the filter fixes by equality: what an upsert starts from. */
function equalities(filter: Document): [string, unknown][] {
  return Object.entries(filter).flatMap(([name, operand]): [string, unknown][] => {
    const branches = name.startsWith('$') ? (operand as Document[]) : [];
    if (name === '$and' || branches.length === 1) return branches.flatMap(equalities);
    if (name.startsWith('$')) return [];
    if (!isOperatorDocument(operand)) return [[name, operand]];
    if ('$eq' in operand) return [[name, operand['$eq']]];
    const choices = Array.isArray(operand['$in']) ? operand['$in'] : [];
    return choices.length === 1 ? [[name, choices[0]]] : [];
  });
}

/** The document that an upsert inserts, before its update is applied. */
export function documentFromFilter(filter: Document): Document {
  const document: Document = {};
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
    editPath(document, path.split('.'), () => ({ value }));
  }
  return document;
}
