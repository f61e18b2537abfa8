import type { IncomingMessage } from 'node:http';
import { PassThrough, type Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { SourceFaultError } from './source-fault.js';

/**
 * The JSON document in the body of `response`.
 * @throws SourceFaultError as soon as the body is larger than `maximumBytes`, packed or unpacked, and
 * when it is no JSON.
 */
export async function readJson(response: IncomingMessage, maximumBytes: number): Promise<unknown> {
  const chunks: Buffer[] = [];
  const limit = atMost(maximumBytes);
  await pipeline(
    response,
    limit,
    decoder(response.headers['content-encoding']),
    limit,
    async (body: AsyncIterable<Buffer>) => {
      for await (const chunk of body) chunks.push(chunk);
    },
  );
  return parse(Buffer.concat(chunks), response.headers['content-type'] ?? '');
}

function atMost(maximumBytes: number) {
  return async function* (body: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    let bytes = 0;
    for await (const chunk of body) {
      bytes += chunk.length;
      if (bytes > maximumBytes) {
        throw new SourceFaultError({ kind: 'too large', bytes: maximumBytes });
      }
      yield chunk;
    }
  };
}

function decoder(encoding = 'identity'): Transform {
  switch (encoding.toLowerCase()) {
    case 'identity':
      return new PassThrough();
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'deflate':
      return createInflate();
    case 'br':
      return createBrotliDecompress();
    default:
      throw new SourceFaultError({ kind: 'unknown encoding', encoding });
  }
}

function parse(body: Buffer, contentType: string): unknown {
  if (body.length === 0) throw new SourceFaultError({ kind: 'not JSON', sent: 'nothing' });
  const isHtml = /html/i.test(contentType);
  try {
    if (!isHtml) return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch (error) {
    const looksLikeHtml = /^\s*<(!doctype html|html)/i.test(body.toString('latin1'));
    throw new SourceFaultError(
      { kind: 'not JSON', sent: looksLikeHtml ? 'HTML' : 'something else' },
      { cause: error },
    );
  }
  throw new SourceFaultError({ kind: 'not JSON', sent: 'HTML' });
}
