import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../../src/shared/project-root.js';
import {
  areChecked,
  checkedTemplatesFile,
  checkTemplates,
} from '../../../src/slack/rendering/checked-templates.js';
import { createRenderer } from '../../../src/slack/rendering/renderer.js';
import { readTemplates } from '../../../src/slack/rendering/template-files.js';

describe('checked templates', () => {
  let folder: string;
  let templates: string;
  let record: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'checked-templates-'));
    templates = join(folder, 'templates');
    record = join(folder, 'record');
    for (const name of ['tasks', 'partials']) mkdirSync(join(templates, name), { recursive: true });
    write('tasks/done', 'Done: {{> line}}');
    write('partials/line', '{{title}}');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (name: string, source: string) =>
    writeFileSync(join(templates, `${name}.hbs`), source);
  const checked = () => areChecked(readTemplates(templates), record);
  const renderDone = () => createRenderer(templates, record).render('tasks/done', { title: 'Key' });

  test('stay so until one of them or of their partials changes', () => {
    expect(checked()).toBe(false);
    checkTemplates(templates, record);
    expect(checked()).toBe(true);

    write('partials/line', '{{title}}!');
    expect(checked()).toBe(false);
    checkTemplates(templates, record);
    write('tasks/added', 'Added');
    expect(checked()).toBe(false);
  });

  test('render as the others do', () => {
    const unchecked = renderDone();
    checkTemplates(templates, record);
    expect(renderDone()).toEqual(unchecked);
  });

  test('are never faulty: nothing is noted, and every fault is named', () => {
    write('tasks/done', '{{upper title}}');
    write('partials/line', '{{#if}');
    expect(() => checkTemplates(templates, record)).toThrow('tasks/done: unknown helper upper');
    expect(() => checkTemplates(templates, record)).toThrow('line: Parse error');
    expect(checked()).toBe(false);
  });

  test('do not stand for those that replace them: every fault stops the start', () => {
    checkTemplates(templates, record);
    write('tasks/done', '{{upper title}}');
    write('tasks/added', '{{lower title}}');
    expect(renderDone).toThrow('tasks/added: unknown helper lower');
    expect(renderDone).toThrow('tasks/done: unknown helper upper');
  });

  test('are those of the bot once it is built', () => {
    expect(areChecked(readTemplates(join(projectRoot, 'templates')), checkedTemplatesFile)).toBe(
      true,
    );
  });
});
