import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { toError } from '../../src/shared/errors.js';
import { createRenderer, type MessageRenderer } from '../../src/slack/rendering/renderer.js';

/**
 * Everything wrong between the templates of a folder, their example view models
 * (`<outcome>.example.json`, further ones `<outcome>.<case>.example.json`) and the sources that
 * name them in `message('feature/outcome', …)`.
 */
export function templateFaults(
  templatesFolder: string,
  sourceFolders: readonly string[],
): string[] {
  const renderer = createRenderer(templatesFolder);
  const used = new Set<string>();
  const unreadable: string[] = [];
  for (const file of sourceFolders.flatMap(typeScriptFiles)) {
    const { names, others } = messageCalls(readFileSync(file, 'utf8'));
    for (const name of names) used.add(name);
    unreadable.push(...others.map((call) => `${file}: ${call} names no template`));
  }
  return [
    ...unreadable,
    ...[...used]
      .filter((name) => !renderer.templates.includes(name))
      .map((name) => `${name}: named in the code, but there is no such template`),
    ...renderer.templates
      .filter((name) => !used.has(name))
      .map((name) => `${name}: no code uses it`),
    ...renderer.templates.flatMap((name) => exampleFaults(name, templatesFolder, renderer)),
  ];
}

function typeScriptFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(folder, file));
}

/** The template names of a source's calls of `message`, and the calls without a literal name. */
function messageCalls(source: string): { names: string[]; others: string[] } {
  const calls = [...source.matchAll(/(?<!function |[\w.])message\(\s*(?:'([^']*)'|[^\s)][^,)]*)/g)];
  return {
    names: calls.flatMap(([, name]) => (name === undefined ? [] : [name])),
    others: calls.flatMap(([call, name]) => (name === undefined ? [call] : [])),
  };
}

function exampleFaults(name: string, folder: string, renderer: MessageRenderer): string[] {
  const examples = exampleFiles(name, folder);
  if (examples.length === 0) return [`${name}: has no example, ${name}.example.json`];
  const views = examples.map((file) => JSON.parse(readFileSync(file, 'utf8')) as object);
  const faults = views.flatMap((view) => {
    try {
      renderer.render(name, view);
      return [];
    } catch (error) {
      return [toError(error).message];
    }
  });
  const missing = renderer
    .variablesOf(name)
    .filter((variable) => !views.some((view) => has(view, variable)))
    .map((variable) => `${name}: no example has ${variable}`);
  return [...faults, ...missing];
}

function exampleFiles(name: string, folder: string): string[] {
  const outcome = basename(name);
  return readdirSync(join(folder, dirname(name)))
    .filter((file) => file.startsWith(`${outcome}.`) && file.endsWith('.example.json'))
    .map((file) => join(folder, dirname(name), file));
}

/** Whether a view model has a path such as `points[].date`, for one item of a list at least. */
function has(view: unknown, path: string): boolean {
  const [key = '', ...rest] = path.split('.');
  const [field = '', ...lists] = key.split('[]');
  const candidates = lists.reduce<unknown[]>(
    (values) => values.flat(),
    typeof view === 'object' && view !== null && Object.hasOwn(view, field)
      ? [(view as Record<string, unknown>)[field]]
      : [],
  );
  return rest.length === 0
    ? candidates.length > 0
    : candidates.some((candidate) => has(candidate, rest.join('.')));
}
