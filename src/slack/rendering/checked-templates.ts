import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { canonicalJson } from '../../shared/canonical-json.js';
import { sha256 } from '../../shared/digest.js';
import { createTemplateEngine } from './template-engine.js';
import { readTemplates, type TemplateFiles } from './template-files.js';

/** Beside the built code: its digest of the templates that the build has found without a fault. */
export const checkedTemplatesFile = fileURLToPath(
  new URL('./checked-templates.sha256', import.meta.url),
);

/** Throws one error that lists every fault of every template. */
export function refuseFaultyTemplates({ templates, partials }: TemplateFiles): void {
  const faults = createTemplateEngine(templates, partials).faults();
  if (faults.length > 0) throw new Error(`faulty message templates:\n${faults.join('\n')}`);
}

/** Checks the templates of a folder, and notes in `record` that exactly these are without a fault. */
export function checkTemplates(templatesFolder: string, record: string): void {
  const files = readTemplates(templatesFolder);
  refuseFaultyTemplates(files);
  writeFileSync(record, digestOf(files));
}

/** Whether exactly these templates have been checked before. */
export function areChecked(files: TemplateFiles, record: string): boolean {
  return existsSync(record) && readFileSync(record, 'utf8') === digestOf(files);
}

function digestOf({ templates, partials }: TemplateFiles): string {
  return sha256(canonicalJson([templates, partials].map((files) => Object.fromEntries(files))));
}
