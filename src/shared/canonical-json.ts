/**
 * JSON with sorted keys and no spaces (RFC 8785), so that equal values have equal bytes. Members
 * that are undefined are left out as in JSON.stringify. Throws TypeError for what JSON cannot
 * carry: NaN, infinities, bigint, functions, symbols, undefined outside an object.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
    return `{${members.join(',')}}`;
  }
  const isScalar = value === null || typeof value === 'boolean' || typeof value === 'string';
  if (isScalar || (typeof value === 'number' && Number.isFinite(value))) {
    return JSON.stringify(value);
  }
  throw new TypeError(`JSON has no ${typeof value === 'number' ? value : typeof value}`);
}
