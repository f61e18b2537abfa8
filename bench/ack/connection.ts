import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

interface Waiting {
  readonly resolve: (answer: string) => void;
  readonly reject: (reason: Error) => void;
}

const endOfChunks = '0\r\n\r\n';

/**
 * A kept-alive HTTP connection for one request at a time. It understands Bolt's answers alone
 * (chunked, without trailers), so that the load costs little of the machine that it shares.
 */
export class Connection {
  readonly #socket: Socket;
  #received = '';
  #waiting: Waiting | undefined;

  private constructor(socket: Socket) {
    this.#socket = socket.setNoDelay().setEncoding('utf8');
    socket.on('data', (text: string) => this.#receive(text));
    socket.on('error', (error) => this.#waiting?.reject(error));
    socket.on('close', () => this.#waiting?.reject(new Error('The server closed the connection')));
  }

  static async open(port: number): Promise<Connection> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    return new Connection(socket);
  }

  /** Sends the bytes of a whole request and resolves to the whole answer, status line first. */
  exchange(request: Buffer): Promise<string> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#socket.write(request);
    });
  }

  /** False once either side has closed it: servers close what nobody used for some seconds. */
  get isOpen(): boolean {
    return this.#socket.readyState === 'open';
  }

  close(): void {
    this.#socket.destroy();
  }

  #receive(text: string): void {
    this.#received += text;
    if (!this.#received.endsWith(endOfChunks)) return;
    const answer = this.#received;
    const waiting = this.#waiting;
    this.#received = '';
    this.#waiting = undefined;
    waiting?.resolve(answer);
  }
}
