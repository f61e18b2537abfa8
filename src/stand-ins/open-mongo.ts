import { join } from 'node:path';
import type { Config } from '../config.js';
import { runningLocalMongo, startLocalMongo } from '../local/mongo/index.js';
import { OperationalError, toError } from '../shared/errors.js';
import type { Logger } from '../shared/logger.js';
import { dataFolderFault } from './data-folder-fault.js';
import { ensureFolder } from './ensure-folder.js';

export interface OpenMongo {
  readonly uri: string;
  /** False for the local store of another process, which ends with that process. */
  readonly isOurs: boolean;
  /** Resolves when the local store has ended although nobody closed it. */
  readonly stopped: Promise<void>;
  readonly close: () => Promise<void>;
}

const nothing = async () => {};
const never = new Promise<void>(() => {});

/** The configured MongoDB, or the local store: the one that runs already, or else a new one. */
export async function openMongo({ mongo, dataFolder }: Config, logger: Logger): Promise<OpenMongo> {
  if (mongo.kind === 'remote') {
    return { uri: mongo.uri, isOurs: true, stopped: never, close: nothing };
  }
  const folder = join(dataFolder, 'mongo');
  try {
    ensureFolder(folder);
    const running = await runningLocalMongo(folder);
    if (running !== null) return { uri: running, isOurs: false, stopped: never, close: nothing };
    const onWarning = (warning: string) => logger.warn(warning);
    const port = mongo.tcpPort === undefined ? {} : { tcpPort: mongo.tcpPort };
    return { ...(await startLocalMongo({ folder, onWarning, ...port })), isOurs: true };
  } catch (error) {
    if (mongo.tcpPort !== undefined && toError(error).message.includes('EADDRINUSE')) {
      throw new OperationalError(
        `Another program uses port ${mongo.tcpPort} of 127.0.0.1. Stop it, or set LOCAL_MONGO_PORT to another port.`,
        { cause: error },
      );
    }
    throw dataFolderFault(error, dataFolder);
  }
}
