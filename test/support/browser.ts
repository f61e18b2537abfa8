import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { atEnd } from './local-slack.js';

const candidates = [
  process.env['CHROMIUM_PATH'] ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];
const executablePath = candidates.find((path) => path !== '' && existsSync(path));

/** Without these, a browser on a closed network keeps asking for its maker's hosts. */
const offlineArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const leftOut: string[] = [];
let browser: Promise<Browser> | undefined;

/** A test that needs a browser; left out, and named in one line, where there is none. */
export function browserTest(name: string, body: () => Promise<void>): void {
  if (executablePath === undefined) {
    if (leftOut.length === 0) setImmediate(tellLeftOut);
    leftOut.push(name);
    test.skip(name, body);
  } else test(name, body);
}

/** Opens a page of its own, with an own session, closed by `cleanUp`. */
export async function openPage(url: string, options: BrowserContextOptions = {}): Promise<Page> {
  if (executablePath === undefined) throw new Error('there is no browser');
  browser ??= chromium.launch({ executablePath, args: offlineArguments });
  const context = await (await browser).newContext(options);
  context.setDefaultTimeout(60_000);
  atEnd(() => context.close());
  const page = await context.newPage();
  await page.goto(url);
  return page;
}

/** Said once all tests of the file are named; Jest runs no hooks where every test is skipped. */
function tellLeftOut(): void {
  process.stderr.write(
    `Left out for want of a browser: ${leftOut.join('; ')}. Install Chromium (Debian: apt-get install chromium) or name one in CHROMIUM_PATH.\n`,
  );
}

afterAll(async () => (await browser)?.close());
