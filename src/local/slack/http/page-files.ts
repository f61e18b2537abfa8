import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { projectRoot } from '../../../shared/project-root.js';
import { type Respond, sendText } from './exchange.js';

const compiled = fileURLToPath(new URL('..', import.meta.url));
const scripts = join(compiled, 'page');
/** Where the page's markup and styles are read from, as they are written. */
const written = join(projectRoot, 'src', 'local', 'slack', 'page');
const require = createRequire(import.meta.url);

const preactFiles: Readonly<Record<string, string>> = {
  'preact.mjs': 'preact',
  'hooks.mjs': 'preact/hooks',
  'jsxRuntime.mjs': 'preact/jsx-runtime',
};
/** Modules outside the page's folder that the page imports. */
const sharedModules = ['json.js', 'block-kit/input-values.js'];

const contentTypes: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
};

/** The file behind `/assets/<path>`, or undefined. */
function fileFor(path: string): string | undefined {
  const [, folder = '', name = ''] =
    /^(page|preact)\/([\w-]+\.(?:js|mjs|css|svg))$/.exec(path) ?? [];
  const specifier = preactFiles[name];
  if (folder === 'preact') return specifier && require.resolve(specifier);
  if (folder === 'page') return join(name.endsWith('.js') ? scripts : written, name);
  return sharedModules.includes(path) ? join(compiled, path) : undefined;
}

interface BuiltPage {
  readonly html: string;
  readonly contentSecurityPolicy: string;
}

let built: BuiltPage | undefined;

/** The page, with every module named ahead so that the browser loads them all at once. */
function builtPage(): BuiltPage {
  const modules = [
    ...Object.keys(preactFiles).map((name) => `preact/${name}`),
    ...sharedModules,
    ...readdirSync(scripts)
      .filter((name) => name.endsWith('.js'))
      .map((name) => `page/${name}`),
  ];
  const preloads = modules.map((path) => `<link rel="modulepreload" href="/assets/${path}">`);
  const html = readFileSync(join(written, 'index.html'), 'utf8');
  const importMap = /<script type="importmap">([\s\S]*?)<\/script>/.exec(html)?.[1] ?? '';
  const importMapHash = createHash('sha256').update(importMap).digest('base64');
  return {
    html: html.replace('</head>', `${preloads.join('')}</head>`),
    contentSecurityPolicy: [
      "default-src 'self'",
      `script-src 'self' 'sha256-${importMapHash}'`,
      "img-src 'self' https: data:",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
  };
}

export function servePage(response: Respond): void {
  if (!existsSync(join(scripts, 'main.js'))) {
    return sendText(response, 503, 'The page is not built. Run `npm run build`.');
  }
  built ??= builtPage();
  response.writeHead(200, {
    'content-type': contentTypes['html'],
    'content-security-policy': built.contentSecurityPolicy,
    'cache-control': 'no-cache',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  });
  response.end(built.html);
}

/** `GET /assets/<path>`: scripts and styles of the page. */
export async function serveAsset(path: string, response: Respond): Promise<void> {
  const file = fileFor(path);
  const content = file === undefined ? undefined : await readFile(file).catch(() => undefined);
  if (file === undefined || content === undefined) return sendText(response, 404, 'no such asset');
  response.writeHead(200, {
    'content-type': contentTypes[file.split('.').at(-1) ?? ''] ?? 'application/octet-stream',
    'cache-control': 'no-cache',
    'x-content-type-options': 'nosniff',
  });
  response.end(content);
}
