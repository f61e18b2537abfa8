import { lookup as lookUpAddress } from 'node:dns';
import { type IncomingMessage, request as requestHttp, type RequestOptions } from 'node:http';
import { request as requestHttps } from 'node:https';
import { toError } from '../../shared/errors.js';
import { readJson } from './json-body.js';
import { valueAt } from './json-pointer.js';
import { checkAddress, type Lookup, publicOnly, type SourceLimits } from './source-address.js';
import { type SourceFault, SourceFaultError } from './source-fault.js';
import { isRecordable } from './value.js';

export interface HttpSourceOptions extends SourceLimits {
  /** For everything from the look-up of the host to the last byte. */
  readonly timeoutMilliseconds: number;
  /** Of the body, before and after decompression. */
  readonly maximumBytes: number;
  readonly lookup: Lookup;
}

export const httpSourceDefaults = {
  timeoutMilliseconds: 5_000,
  maximumBytes: 64 * 1024,
  lookup: lookUpAddress as Lookup,
} as const;

export type SourceReading = { readonly value: number } | { readonly fault: SourceFault };

/**
 * Asks `source.url` once and reads the number at `source.pointer` of the JSON that it sends.
 * Redirects are not followed. What the source does wrong is a fault, never an exception.
 */
export async function readHttpSource(
  source: { readonly url: string; readonly pointer: string },
  options: HttpSourceOptions,
): Promise<SourceReading> {
  const address = checkAddress(source.url, options);
  if ('fault' in address) return address;
  const signal = AbortSignal.timeout(options.timeoutMilliseconds);
  try {
    const response = await get(address.url, options, signal);
    try {
      checkStatus(response);
      return numberAt(await readJson(response, options.maximumBytes), source.pointer);
    } finally {
      response.destroy();
    }
  } catch (thrown) {
    const milliseconds = options.timeoutMilliseconds;
    if (signal.aborted) return { fault: { kind: 'timed out', milliseconds } };
    return { fault: faultOf(toError(thrown)) };
  }
}

function get(url: URL, options: HttpSourceOptions, signal: AbortSignal): Promise<IncomingMessage> {
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  const requestOptions: RequestOptions = {
    agent: false,
    signal,
    lookup: options.allowPrivateAddresses ? options.lookup : publicOnly(options.lookup),
    headers: {
      accept: 'application/json',
      'accept-encoding': 'gzip, deflate, br',
      'user-agent': 'crewchief',
    },
  };
  return new Promise((resolve, reject) => {
    request(url, requestOptions, resolve).on('error', reject).end();
  });
}

function checkStatus(response: IncomingMessage): void {
  const status = response.statusCode ?? 0;
  if (status >= 300 && status < 400) throw new SourceFaultError({ kind: 'redirected' });
  if (status < 200 || status > 299) throw new SourceFaultError({ kind: 'bad status', status });
}

function numberAt(document: unknown, pointer: string): SourceReading {
  const found = valueAt(document, pointer);
  if (found === undefined) return { fault: { kind: 'nothing at pointer', pointer } };
  if (typeof found !== 'number') return { fault: { kind: 'not a number', found: kindOf(found) } };
  return isRecordable(found) ? { value: found } : { fault: { kind: 'number too large' } };
}

function kindOf(found: unknown): string {
  if (found === null) return 'null';
  if (typeof found === 'string') return 'a text';
  if (typeof found === 'boolean') return 'true or false';
  return Array.isArray(found) ? 'a list' : 'an object';
}

function faultOf(error: NodeJS.ErrnoException & { readonly hostname?: string }): SourceFault {
  if (error instanceof SourceFaultError) return error.fault;
  if (error.syscall?.startsWith('getaddrinfo')) {
    return { kind: 'host unknown', host: error.hostname ?? '' };
  }
  return { kind: 'unreadable', code: error.code ?? error.message };
}
