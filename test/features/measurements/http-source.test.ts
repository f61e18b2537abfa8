import { lookup } from 'node:dns';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import {
  type HttpSourceOptions,
  httpSourceDefaults,
  readHttpSource,
} from '../../../src/features/measurements/http-source.js';
import type { Lookup } from '../../../src/features/measurements/source-address.js';
import { describeFault } from '../../../src/features/measurements/source-fault.js';

let server: Server;
let answer: RequestListener;
let requests = 0;

beforeAll(async () => {
  server = createServer((request, response) => {
    requests += 1;
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const port = () => (server.address() as AddressInfo).port;

function read(
  sent: string | Buffer | RequestListener,
  {
    url = `http://127.0.0.1:${port()}/metrics`,
    pointer = '/value',
    headers = {},
    ...options
  }: Partial<HttpSourceOptions> & {
    url?: string;
    pointer?: string;
    headers?: Record<string, string>;
  } = {},
) {
  answer =
    typeof sent === 'function' ? sent : (_, response) => response.writeHead(200, headers).end(sent);
  return readHttpSource(
    { url, pointer },
    {
      ...httpSourceDefaults,
      allowedHosts: ['127.0.0.1'],
      allowPrivateAddresses: true,
      ...options,
    },
  );
}

async function faultOf(...parameters: Parameters<typeof read>): Promise<string> {
  const reading = await read(...parameters);
  return 'fault' in reading ? describeFault(reading.fault) : `gave ${reading.value}`;
}

describe('a source that behaves', () => {
  test('gives the number at the pointer', async () => {
    const json = '{"a/b":{"~":[{"p95":42.5}]}}';
    expect(await read(json, { pointer: '/a~1b/~0/0/p95' })).toEqual({ value: 42.5 });
  });

  test('may send the number as the whole document', async () => {
    expect(await read('-7e-3', { pointer: '' })).toEqual({ value: -0.007 });
  });

  test.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ])('may pack its answer with %s', async (encoding, pack) => {
    const headers = { 'content-encoding': encoding };
    expect(await read(pack('{"value":42}'), { headers })).toEqual({ value: 42 });
  });

  test('may begin with a byte order mark and call its JSON plain text', async () => {
    const headers = { 'content-type': 'text/plain' };
    expect(await read('\uFEFF{"value":42}', { headers })).toEqual({ value: 42 });
  });

  test('may fill the limit to the last byte', async () => {
    const json = '{"value":42}'.padEnd(64 * 1024);
    expect(await read(json)).toEqual({ value: 42 });
  });
});

describe('a source that misbehaves', () => {
  test.each([500, 503, 404, 401, 204])('is told by its status %i', async (status) => {
    const fault = status === 204 ? 'sent nothing, not JSON' : `answered ${status}`;
    expect(
      await faultOf((_, response) =>
        response.writeHead(status).end(status === 204 ? '' : '{"value":1}'),
      ),
    ).toBe(fault);
  });

  test('is not followed to another address', async () => {
    const before = requests;
    const fault = await faultOf((_, response) =>
      response.writeHead(302, { location: `http://127.0.0.1:${port()}/other` }).end(),
    );
    expect(fault).toBe('redirects to another address, which is not followed');
    expect(requests - before).toBe(1);
  });

  test.each([
    ['by its content type', '<p>Sign in</p>', { 'content-type': 'text/html; charset=utf-8' }],
    ['by its looks', '<!DOCTYPE html><title>Sign in</title>', {}],
  ])('is told by HTML, %s', async (_, body, headers) => {
    expect(await faultOf(body, { headers })).toBe('sent HTML, not JSON');
  });

  test.each(['value=42', '{"value":42', '{"value":NaN}', Buffer.from([0xff, 0xfe, 0x31])])(
    'is told by what is no JSON: %p',
    async (body) => {
      expect(await faultOf(body)).toBe('sent something else, not JSON');
    },
  );

  test.each([
    ['{"value":"42"}', 'has a text, not a number'],
    ['{"value":null}', 'has null, not a number'],
    ['{"value":true}', 'has true or false, not a number'],
    ['{"value":[42]}', 'has a list, not a number'],
    ['{"value":{}}', 'has an object, not a number'],
    ['{"value":1e400}', 'has a number too large to keep'],
    ['{"value":1e15}', 'has a number too large to keep'],
  ])('is told by its value: %s', async (body, fault) => {
    expect(await faultOf(body)).toBe(fault);
  });

  test.each([
    '/missing',
    '/value/deeper',
    '/list/2',
    '/list/01',
    '/list/-',
    '/list/length',
    '/toString',
    '/',
    '/__proto__',
  ])('is told by the lack of anything at %s', async (pointer) => {
    expect(await faultOf('{"value":42,"list":[1,2]}', { pointer })).toBe(
      `has nothing at ${pointer}`,
    );
  });

  test('cannot make the bot read more than the limit', async () => {
    let closed: Promise<unknown> = Promise.resolve();
    const fault = await faultOf((_, response) => {
      closed = new Promise((resolve) => response.on('close', resolve));
      const pour = () => {
        while (response.write(' '.repeat(16 * 1024)));
        response.once('drain', pour);
      };
      pour();
    });
    expect(fault).toBe('sent an answer larger than 64 KiB');
    await closed;
  });

  test.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
  ])('cannot hide a huge answer in a small one packed with %s', async (encoding, pack) => {
    const bomb = pack(Buffer.alloc(8 * 1024 * 1024, ' '));
    expect(bomb.length).toBeLessThan(64 * 1024);
    expect(await faultOf(bomb, { headers: { 'content-encoding': encoding } })).toBe(
      'sent an answer larger than 64 KiB',
    );
  });

  test('is told by packing that nobody knows, or that is broken', async () => {
    expect(await faultOf('x', { headers: { 'content-encoding': 'zip' } })).toBe(
      'sent an unknown encoding, zip',
    );
    expect(await faultOf('no gzip', { headers: { 'content-encoding': 'gzip' } })).toBe(
      'could not be read (Z_DATA_ERROR)',
    );
  });

  test.each<[string, RequestListener]>([
    ['never answers', () => {}],
    ['never ends its answer', (_, response) => response.write('{"value":')],
  ])('is left when it %s', async (_, silence) => {
    expect(await faultOf(silence, { timeoutMilliseconds: 40 })).toBe('timed out after 0.04 s');
  });

  test('is told by a connection that breaks', async () => {
    expect(await faultOf((request) => request.socket.destroy())).toBe(
      'could not be read (ECONNRESET)',
    );
    expect(await faultOf('', { url: 'http://127.0.0.1:1/' })).toBe(
      'could not be read (ECONNREFUSED)',
    );
  });
});

describe('an address', () => {
  const resolvingTo =
    (...addresses: string[]): Lookup =>
    (_, options, callback) => {
      const found = addresses.map((address) => ({
        address,
        family: address.includes(':') ? 6 : 4,
      }));
      if (options.all) callback(null, found);
      else callback(null, found[0]?.address ?? '', found[0]?.family);
    };
  const named = { allowedHosts: ['metrics.example.com'], allowPrivateAddresses: false };

  test.each([
    '127.0.0.1',
    '10.1.2.3',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '168.63.129.16',
    '::1',
    'fe80::1',
    'fd00:ec2::254',
    '::ffff:10.0.0.1',
    '64:ff9b::a00:1',
  ])('that resolves to %s is not asked', async (address) => {
    const before = requests;
    const fault = await faultOf('{"value":42}', {
      ...named,
      url: `http://metrics.example.com:${port()}/`,
      lookup: resolvingTo(address),
    });
    expect(fault).toBe('is on metrics.example.com, whose address is private');
    expect(requests).toBe(before);
  });

  test('that resolves to a public and a private one is not asked', async () => {
    const fault = await faultOf('{"value":42}', {
      ...named,
      url: `http://metrics.example.com:${port()}/`,
      lookup: resolvingTo('93.184.216.34', '127.0.0.1'),
    });
    expect(fault).toBe('is on metrics.example.com, whose address is private');
  });

  test('is connected to as it was checked, so that a second answer of the name has no effect', async () => {
    const lookups: string[] = [];
    const rebinding: Lookup = (host, options, callback) => {
      lookups.push(host);
      return resolvingTo('127.0.0.1')(host, options, callback);
    };
    const options = { allowedHosts: ['metrics.example.com'], lookup: rebinding };
    const url = `http://metrics.example.com:${port()}/`;
    expect(await read('{"value":42}', { ...options, url })).toEqual({ value: 42 });
    expect(lookups).toEqual(['metrics.example.com']);
  });

  test('that no server knows is told apart', async () => {
    const unknown: Lookup = (host, _, callback) =>
      callback(Object.assign(new Error('x'), { syscall: 'getaddrinfo', hostname: host }), []);
    const fault = await faultOf('', {
      ...named,
      url: 'http://metrics.example.com/',
      lookup: unknown,
    });
    expect(fault).toBe('is on metrics.example.com, a host that cannot be found');
  });

  test('whose look-up never ends is left', async () => {
    const fault = await faultOf('', {
      ...named,
      url: 'http://metrics.example.com/',
      lookup: () => {},
      timeoutMilliseconds: 40,
    });
    expect(fault).toBe('timed out after 0.04 s');
  });

  test('is looked up by the system unless told otherwise', () => {
    expect(httpSourceDefaults).toMatchObject({
      timeoutMilliseconds: 5000,
      maximumBytes: 65_536,
      lookup,
    });
  });
});
