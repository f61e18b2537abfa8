import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';

export interface TemplateFiles {
  /** Source by `feature/outcome`. */
  templates: ReadonlyMap<string, string>;
  /** Source by file name. */
  partials: ReadonlyMap<string, string>;
}

const extension = '.hbs';

/** The message templates and partials of a templates folder; its `pages/` belong to the web. */
export function readTemplates(folder: string): TemplateFiles {
  const templates = new Map<string, string>();
  const partials = new Map<string, string>();
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith(extension)) continue;
    const name = file.slice(0, -extension.length).replaceAll(sep, '/');
    const source = readFileSync(join(folder, file), 'utf8');
    if (name.startsWith('partials/'))
      partials.set(name.slice('partials/'.length), asWholeLines(source));
    else if (!name.startsWith('pages/')) templates.set(name, source);
  }
  return { templates, partials };
}

/** A partial holds whole lines, also when its file ends without a line break. */
function asWholeLines(source: string): string {
  return source.endsWith('\n') ? source : `${source}\n`;
}
