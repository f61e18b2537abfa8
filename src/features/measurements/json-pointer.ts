const arrayIndex = /^(0|[1-9]\d*)$/;

/**
 * What the JSON pointer names in `document`, RFC 6901 section 4.
 * @returns undefined when there is nothing; JSON itself has no undefined.
 */
export function valueAt(document: unknown, pointer: string): unknown {
  const tokens = pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
  return tokens.reduce(child, document);
}

function child(parent: unknown, token: string): unknown {
  if (Array.isArray(parent)) return arrayIndex.test(token) ? parent[Number(token)] : undefined;
  if (typeof parent !== 'object' || parent === null || !Object.hasOwn(parent, token)) {
    return undefined;
  }
  return (parent as Record<string, unknown>)[token];
}
