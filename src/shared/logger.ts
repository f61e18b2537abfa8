import { type DestinationStream, type Logger, type LoggerOptions, pino } from 'pino';

export type { Logger } from 'pino';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/** Fields that may carry a secret, at the depths at which they are logged. */
const secretFields = [
  'token',
  'botToken',
  'appToken',
  'signingSecret',
  'authorization',
  'password',
  'mongodbUri',
  'response_url',
].flatMap((field) => [field, `*.${field}`, `*.*.${field}`]);

/** Slack tokens and credentials inside connection strings, wherever they turn up in a text. */
const secretPattern = /\bx(?:ox[a-z]|app)-[\w-]+|(?<=:\/\/)[^/\s:@]+:[^/\s@]+(?=@)/g;

/** `text` without Slack tokens and without the user and password of a connection string. */
export function redactSecrets(text: string): string {
  return text.replace(secretPattern, '[redacted]');
}

/**
 * A structured JSON logger. ERROR means that somebody must act; what mends itself is WARN.
 * Secrets are removed by field name and by pattern in every line.
 */
export function createLogger(level: LogLevel, destination?: DestinationStream): Logger {
  const options: LoggerOptions = {
    level,
    base: null,
    redact: { paths: secretFields, censor: '[redacted]' },
    hooks: { streamWrite: redactSecrets },
  };
  return destination ? pino(options, destination) : pino(options);
}
