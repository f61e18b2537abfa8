import type { Clock } from '../../shared/clock.js';
import type { Document } from './bson/decode.js';
import { encodeDocument } from './bson/values.js';
import { aggregateCommands } from './commands/aggregate.js';
import { checkArguments, generalArguments } from './commands/arguments.js';
import { catalogCommands } from './commands/catalog.js';
import type { CommandContext, CommandDefinition, Reply } from './commands/command.js';
import { readCommands } from './commands/read.js';
import {
  checkTransactionArguments,
  sessionOf,
  type NumberedSession,
} from './commands/transaction-arguments.js';
import { endedSessions, helloReply, serverCommands } from './commands/server-commands.js';
import { writeCommands } from './commands/write.js';
import { Cursors } from './cursors.js';
import { CommandError, toCommandError, unsupported } from './errors.js';
import { Expiry } from './expiry.js';
import { Sessions } from './sessions.js';
import type { Store } from './store/store.js';
import type { Transaction } from './store/transaction.js';
import { View } from './store/view.js';
import { isHello, newTopologyVersion, nextHello, waitForNews } from './watching.js';
import type { Request } from './wire/message.js';

const definitions = new Map<string, CommandDefinition>(
  Object.entries({
    ...readCommands,
    ...aggregateCommands,
    ...writeCommands,
    ...catalogCommands,
    ...serverCommands,
  }),
);

/** One client connection, as far as commands are concerned. */
export interface ClientConnection {
  readonly id: number;
  /** Aborted when it has closed. */
  readonly gone: AbortSignal;
}

/** Runs commands against the store. Every outcome, errors included, is a reply in BSON. */
export class Executor {
  private readonly cursors = new Cursors();
  readonly sessions: Sessions;
  readonly expiry: Expiry;
  private readonly topologyVersion = newTopologyVersion();

  /** @param address where clients find this server, as `hello` says it */
  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
    private readonly address: string,
    onWarning: (message: string) => void,
  ) {
    this.sessions = new Sessions(store);
    this.expiry = new Expiry({
      store,
      view: () => new View(store, undefined, () => this.sessions.open),
      now: () => clock.now(),
      onWarning,
    });
  }

  async execute(request: Request, connection: ClientConnection): Promise<Buffer> {
    try {
      if (request.fault) throw request.fault;
      return await this.dispatch(request, connection);
    } catch (thrown) {
      return encodeDocument(toCommandError(thrown).toReply());
    }
  }

  private dispatch(request: Request, connection: ClientConnection): Buffer | Promise<Buffer> {
    const { command } = request;
    const [name = ''] = Object.keys(command);
    if (isHello(name)) return this.hello(command, connection);
    const session = sessionOf(command);
    checkTransactionArguments(name, command);
    switch (name) {
      case 'endSessions':
        for (const id of endedSessions(command['endSessions'])) this.sessions.end(id);
        return this.store.durable().then(() => encodeDocument({ ok: 1 }));
      case 'commitTransaction':
      case 'abortTransaction':
        return this.endTransaction(name, command, session);
      default:
        return this.run(name, command, session, connection);
    }
  }

  private async hello(command: Document, { id, gone }: ClientConnection): Promise<Buffer> {
    const { topologyVersion } = this;
    await waitForNews(command, topologyVersion, gone);
    return encodeDocument({
      ...helloReply(this.address, id, this.clock.now()),
      topologyVersion,
    });
  }

  /**
   * What is to be executed after `request` without being asked; undefined for nothing.
   * @param reply id of the reply to `request`
   */
  following(request: Request, reply: number): Request | undefined {
    const command = request.exhaustAllowed && nextHello(request.command, this.topologyVersion);
    return command ? { ...request, id: reply, command } : undefined;
  }

  private async endTransaction(
    name: 'commitTransaction' | 'abortTransaction',
    command: Document,
    session: NumberedSession | undefined,
  ): Promise<Buffer> {
    if (command['$db'] !== 'admin') {
      throw new CommandError('Unauthorized', `${name} may only be run against the admin database.`);
    }
    if (!session) {
      throw new CommandError('InvalidOptions', `${name} must be run within a transaction`);
    }
    checkArguments(name, command, new Set([name, ...generalArguments]));
    if (name === 'commitTransaction') await this.sessions.commit(session.id, session.txnNumber);
    else this.sessions.abortTransaction(session.id, session.txnNumber);
    return encodeDocument({ ok: 1 });
  }

  private run(
    name: string,
    command: Document,
    session: NumberedSession | undefined,
    connection: ClientConnection,
  ): Promise<Buffer> {
    const definition = definitions.get(name);
    if (!definition) throw unsupported('CommandNotFound', `no such command: '${name}'`);
    checkArguments(name, command, definition.known);
    if (!session) return this.runPlain(definition, command);
    if (command['autocommit'] !== false) {
      return this.sessions.once(session.id, session.txnNumber, (save) =>
        this.runPlain(definition, command, save),
      );
    }
    if (!definition.inTransaction) {
      throw new CommandError(
        'OperationNotSupportedInTransaction',
        `Cannot run '${name}' in a multi-document transaction.`,
      );
    }
    return this.runInTransaction(definition, command, session, connection);
  }

  /** @param save keeps the reply of a write, so that it is on disk together with the write */
  private async runPlain(
    definition: CommandDefinition,
    command: Document,
    save?: (reply: Buffer) => void,
  ): Promise<Buffer> {
    const context = this.context(command);
    const reply = toBytes(await definition.run(context));
    if (context.view.wrote) {
      save?.(reply);
      await this.store.durable();
    }
    return reply;
  }

  private async runInTransaction(
    definition: CommandDefinition,
    command: Document,
    { id, txnNumber }: NumberedSession,
    connection: ClientConnection,
  ): Promise<Buffer> {
    const starts = command['startTransaction'] === true;
    const transaction = starts
      ? await this.sessions.start(id, txnNumber, connection)
      : this.sessions.current(id, txnNumber, connection);
    try {
      const reply = await definition.run(this.context(command, transaction));
      if (!Buffer.isBuffer(reply) && 'writeErrors' in reply) this.sessions.abortOf(id);
      return toBytes(reply);
    } catch (error) {
      this.sessions.abortOf(id);
      throw error;
    }
  }

  private context(command: Document, transaction?: Transaction): CommandContext {
    const { store, cursors } = this;
    const view = new View(store, transaction, () => this.sessions.open);
    return { command, view, store, cursors, inTransaction: transaction !== undefined };
  }

  close(): void {
    this.expiry.stop();
    this.sessions.abortAll();
    this.cursors.close();
  }
}

function toBytes(reply: Reply): Buffer {
  return Buffer.isBuffer(reply) ? reply : encodeDocument(reply);
}
