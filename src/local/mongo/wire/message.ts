import { decodeCommand, type Document, rawArguments } from '../bson/decode.js';
import { CommandError, unsupported } from '../errors.js';

const opcodes = { reply: 1, query: 2004, message: 2013 } as const;

/** MongoDB's limit of a message, in bytes. */
export const maxMessageBytes = 48_000_000;

const flagChecksum = 1;
const flagMoreToCome = 2;
const flagExhaustAllowed = 1 << 16;
/** Flag bits below 16 must be understood. */
const requiredFlags = 0xffff;

/** A message that breaks the protocol; the connection is to be closed. */
export class ProtocolError extends Error {}

/** A command as it came from the client. */
export interface Request {
  readonly id: number;
  readonly opcode: number;
  /** Its documents and statements are in BSON, whether they came in the body or in sections. */
  readonly command: Document;
  /** Why the command cannot be read, although its message is whole; `command` is then empty. */
  readonly fault?: CommandError;
  /** Whether the client waits for an answer. */
  readonly wantsReply: boolean;
  /** Whether the client takes more than one answer. */
  readonly exhaustAllowed: boolean;
}

function documentAt(bytes: Buffer, offset: number, end: number): Buffer {
  if (offset + 5 > end) throw new ProtocolError('a document runs past its message');
  const length = bytes.readInt32LE(offset);
  if (length < 5 || offset + length > end) throw new ProtocolError('a document has a wrong length');
  return bytes.subarray(offset, offset + length);
}

function readSequence(
  bytes: Buffer,
  start: number,
  end: number,
  into: Map<string, Buffer[]>,
): number {
  if (start + 4 > end) throw new ProtocolError('a section runs past its message');
  const sectionEnd = start + bytes.readInt32LE(start);
  if (sectionEnd <= start + 4 || sectionEnd > end)
    throw new ProtocolError('a section has a wrong length');
  const nameEnd = bytes.indexOf(0, start + 4);
  if (nameEnd < 0 || nameEnd >= sectionEnd) throw new ProtocolError('a section has no name');
  const name = bytes.toString('utf8', start + 4, nameEnd);
  if (into.has(name)) throw new ProtocolError(`two sections are named ${name}`);
  const documents: Buffer[] = [];
  let offset = nameEnd + 1;
  while (offset < sectionEnd) {
    const document = documentAt(bytes, offset, sectionEnd);
    documents.push(document);
    offset += document.length;
  }
  into.set(name, documents);
  return sectionEnd;
}

function parseMessage(bytes: Buffer): Request {
  if (bytes.length < 26) throw new ProtocolError('a message is too short');
  const flags = bytes.readUInt32LE(16);
  const unknown = flags & requiredFlags & ~(flagChecksum | flagMoreToCome);
  if (unknown !== 0) throw new ProtocolError(`unknown message flags ${unknown}`);
  const end = flags & flagChecksum ? bytes.length - 4 : bytes.length;
  const sequences = new Map<string, Buffer[]>();
  let body: Buffer | undefined;
  let offset = 20;
  while (offset < end) {
    const kind = bytes[offset++];
    if (kind === 0 && !body) {
      body = documentAt(bytes, offset, end);
      offset += body.length;
    } else if (kind === 1) {
      offset = readSequence(bytes, offset, end, sequences);
    } else {
      throw new ProtocolError(`unexpected section of kind ${kind}`);
    }
  }
  if (!body) throw new ProtocolError('a message has no body');
  return {
    id: bytes.readInt32LE(4),
    opcode: opcodes.message,
    ...readCommand(body, sequences),
    wantsReply: (flags & flagMoreToCome) === 0,
    exhaustAllowed: (flags & flagExhaustAllowed) !== 0,
  };
}

function readCommand(
  body: Buffer,
  sequences: ReadonlyMap<string, readonly Buffer[]>,
): Pick<Request, 'command' | 'fault'> {
  try {
    const command = decodeCommand(body);
    for (const [name, documents] of sequences) {
      if (!rawArguments.has(name)) throw unsupported(40415, `a section of ${name}`);
      if (Object.hasOwn(command, name)) {
        throw new CommandError(40433, `a section repeats the field ${name} of its message`);
      }
      command[name] = documents;
    }
    return { command };
  } catch (error) {
    if (error instanceof CommandError) return { command: {}, fault: error };
    throw error;
  }
}

/** The handshake of drivers that do not know yet whether the server speaks OP_MSG. */
function parseQuery(bytes: Buffer): Request {
  const nameEnd = bytes.indexOf(0, 20);
  if (nameEnd < 0) throw new ProtocolError('a query has no collection');
  const namespace = bytes.toString('utf8', 20, nameEnd);
  const command = decodeCommand(documentAt(bytes, nameEnd + 9, bytes.length));
  const [name] = Object.keys(command);
  if (!namespace.endsWith('.$cmd') || !/^(?:hello|ismaster)$/i.test(name ?? '')) {
    throw new ProtocolError('OP_QUERY is only supported for hello');
  }
  command['$db'] ??= namespace.slice(0, -'.$cmd'.length);
  return {
    id: bytes.readInt32LE(4),
    opcode: opcodes.query,
    command,
    wantsReply: true,
    exhaustAllowed: false,
  };
}

/** Parses one whole message. Throws `ProtocolError`, or a `CommandError` for a handshake in invalid BSON. */
export function parseRequest(bytes: Buffer): Request {
  const opcode = bytes.readInt32LE(12);
  if (opcode === opcodes.message) return parseMessage(bytes);
  if (opcode === opcodes.query) return parseQuery(bytes);
  throw new ProtocolError(`unknown opcode ${opcode}`);
}

/**
 * An answer to `request`, ready for the socket; `body` is BSON.
 * @param id of the answer, which a next one names as what it answers
 * @param moreToCome whether there is a next one
 */
export function frameReply(
  request: Request,
  body: Buffer,
  { id, moreToCome }: { readonly id: number; readonly moreToCome: boolean },
): Buffer {
  const isReply = request.opcode === opcodes.query;
  const start = isReply ? 36 : 21;
  const bytes = Buffer.allocUnsafe(start + body.length).fill(0, 0, start);
  bytes.writeInt32LE(bytes.length, 0);
  bytes.writeInt32LE(id, 4);
  bytes.writeInt32LE(request.id, 8);
  bytes.writeInt32LE(isReply ? opcodes.reply : opcodes.message, 12);
  if (isReply) bytes.writeInt32LE(1, 32);
  if (moreToCome) bytes.writeUInt32LE(flagMoreToCome, 16);
  body.copy(bytes, start);
  return bytes;
}
