import { Binary } from 'bson';
import { isDocument, maxDocumentBytes } from '../bson/values.js';
import { maxMessageBytes } from '../wire/message.js';
import { defineCommand, type Reply } from './command.js';

/** The server version whose answers this server gives: MongoDB 7.0 has wire version 21. */
const version = '7.0.0';
const wireVersion = 21;

/** What `hello` says: the primary of a replica set of one. */
export function helloReply(
  address: string,
  connectionId: number,
  now: Date,
): Record<string, unknown> {
  return {
    helloOk: true,
    ismaster: true,
    isWritablePrimary: true,
    secondary: false,
    setName: 'crewchief',
    setVersion: 1,
    hosts: [address],
    primary: address,
    me: address,
    maxBsonObjectSize: maxDocumentBytes,
    maxMessageSizeBytes: maxMessageBytes,
    maxWriteBatchSize: 100_000,
    localTime: now,
    logicalSessionTimeoutMinutes: 30,
    connectionId,
    minWireVersion: 0,
    maxWireVersion: wireVersion,
    readOnly: false,
    ok: 1,
  };
}

function buildInfo(): Reply {
  return {
    version,
    versionArray: [7, 0, 0, 0],
    gitVersion: 'local',
    modules: ['crewchief'],
    bits: 64,
    debug: false,
    maxBsonObjectSize: maxDocumentBytes,
    ok: 1,
  };
}

/** Ids of the sessions that the client ends. */
export function endedSessions(ended: unknown): string[] {
  if (!Array.isArray(ended)) return [];
  return ended.flatMap((session: unknown) =>
    isDocument(session) && session['id'] instanceof Binary ? [session['id'].toString('hex')] : [],
  );
}

export const serverCommands = {
  ping: defineCommand(() => ({ ok: 1 }), ['ping', 'maxTimeMS']),
  buildInfo: defineCommand(buildInfo, ['buildInfo']),
};
