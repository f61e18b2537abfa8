import { appendFileSync, readFileSync } from 'node:fs';
import { type CommandStartedEvent, type Document, MongoClient } from 'mongodb';
import { commandShapes } from './command-shapes.js';

/** The environment variable with the file that every process of a test run adds its shapes to. */
export const recordVariable = 'RECORDED_COMMAND_SHAPES';

/** A shape that was sent, with the command and the collection where it was first seen. */
export interface SentShape {
  readonly shape: string;
  readonly seenIn: string;
}

const watched = new WeakSet<MongoClient>();

/** Lets `onCommand` see every command of every client of this process that connects from now on. */
export function watchCommands(onCommand: (command: Document) => void): void {
  const { prototype } = MongoClient;
  const connect: unknown = Reflect.get(prototype, 'connect');
  prototype.connect = function connectWatched(this: MongoClient) {
    if (!watched.has(this)) {
      watched.add(this);
      this.options.monitorCommands = true;
      this.on('commandStarted', ({ command }: CommandStartedEvent) => onCommand(command));
    }
    return (connect as typeof prototype.connect).call(this);
  };
}

/** Writes each shape that this process sends, when it is first sent, as a line to `file`. */
export function recordShapes(file: string): void {
  const seen = new Set<string>();
  watchCommands((command) => {
    const [[name, target] = []] = Object.entries(command);
    for (const shape of commandShapes(command)) {
      if (seen.has(shape)) continue;
      seen.add(shape);
      const sent: SentShape = {
        shape,
        seenIn: typeof target === 'string' ? `${name} ${target}` : `${name}`,
      };
      appendFileSync(file, `${JSON.stringify(sent)}\n`);
    }
  });
}

/** What was recorded to `file`, by whichever processes. */
export function readShapes(file: string): SentShape[] {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line) as SentShape);
}
