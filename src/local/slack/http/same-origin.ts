import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

/**
 * Whether a request to the page's API comes from the page itself or from no page at all. A foreign
 * page betrays itself by its `Origin`; one that had its own name point here (DNS rebinding), by a
 * `Host` that is neither an address, nor `localhost`, nor the name the server was told to bind.
 */
export function isSameOrigin(request: IncomingMessage, boundHost: string): boolean {
  const host = request.headers.host;
  if (host === undefined || !URL.canParse(`http://${host}`)) return false;
  const { hostname } = new URL(`http://${host}`);
  const address = hostname.replace(/^\[|\]$/g, '');
  if (isIP(address) === 0 && address !== 'localhost' && address !== boundHost) return false;
  const { origin } = request.headers;
  return origin === undefined || origin === `http://${host}`;
}
