import type { LookupAddress, LookupOptions } from 'node:dns';
import { domainToASCII } from 'node:url';
import ipaddr from 'ipaddr.js';
import { type SourceFault, SourceFaultError } from './source-fault.js';

export interface SourceLimits {
  /** Host names, or `*.example.com` for every host below `example.com`. */
  readonly allowedHosts: readonly string[];
  readonly allowPrivateAddresses: boolean;
}

/** Azure's address for metadata and DNS, the one that lies in a public range. */
const azureWireServer = '168.63.129.16';
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');

/** The URL of a source that may be asked, as far as can be told without resolving its host. */
export function checkAddress(
  address: string,
  limits: SourceLimits,
): { readonly url: URL } | { readonly fault: SourceFault } {
  if (!URL.canParse(address)) return { fault: { kind: 'not a URL' } };
  const url = new URL(address);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return { fault: { kind: 'not http' } };
  if (url.username !== '' || url.password !== '') {
    return { fault: { kind: 'credentials in the URL' } };
  }
  const host = hostOf(url);
  if (!limits.allowedHosts.some((pattern) => matches(host, pattern))) {
    return { fault: { kind: 'host not allowed', host } };
  }
  if (ipaddr.isValid(host) && !limits.allowPrivateAddresses && !isPublicAddress(host)) {
    return { fault: { kind: 'private address', host } };
  }
  return { url };
}

/** Whether `address` is an IP address that anybody on the internet may reach. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed.range() !== 'unicast') return false;
  return parsed instanceof ipaddr.IPv6
    ? parsed.match(globalUnicast)
    : parsed.toString() !== azureWireServer;
}

type LookupCallback = (
  error: NodeJS.ErrnoException | null,
  address: string | LookupAddress[],
  family?: number,
) => void;

export type Lookup = (hostname: string, options: LookupOptions, callback: LookupCallback) => void;

/**
 * A lookup for `http.request` that refuses a host with any address that is not public. The socket
 * connects to the very addresses that were checked, so a name that changes in between is no way in.
 */
export function publicOnly(lookup: Lookup): Lookup {
  return (hostname, options, callback) =>
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, []);
      const addresses = typeof found === 'string' ? [{ address: found, family: 0 }] : found;
      const [first] = addresses;
      if (!first || !addresses.every(({ address }) => isPublicAddress(address))) {
        return callback(new SourceFaultError({ kind: 'private address', host: hostname }), []);
      }
      if (options.all) return callback(null, addresses);
      return callback(null, first.address, first.family);
    });
}

function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
}

function matches(host: string, pattern: string): boolean {
  const name = domainToASCII(pattern.replace(/^\*\./, ''));
  return pattern.startsWith('*.') ? host.endsWith(`.${name}`) : host === name;
}
