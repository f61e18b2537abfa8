import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { templateFaults } from './template-faults.js';

const root = join(import.meta.dirname, '../../..');

function faultsOf(files: Record<string, string>): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'template-faults-'));
  try {
    for (const [name, content] of Object.entries({ 'templates/README.md': '', ...files })) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), content);
    }
    return templateFaults(join(folder, 'templates'), [join(folder, 'src')]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const used = { 'src/a.ts': `const said = message('a/b', { title });` };

describe('the message templates', () => {
  test('are all used, all exist, and all render with their examples', () => {
    const faults = templateFaults(
      join(root, 'templates'),
      ['src', 'jobs'].map((folder) => join(root, folder)),
    );

    expect(faults).toEqual([]);
  });
});

describe('a template is faulty', () => {
  test('unless it is used and its example has every variable', () => {
    const example = {
      team: 'Core',
      tasks: [
        { title: 'x', tags: [] },
        { title: 'y', tags: ['z'] },
      ],
    };
    const source = '{{team}}{{#each tasks}}{{title}}{{#each tags}}{{this}}{{/each}}{{/each}}';

    expect(
      faultsOf({
        ...used,
        'templates/a/b.hbs': source,
        'templates/a/b.example.json': JSON.stringify(example),
      }),
    ).toEqual([]);
  });

  test('when no code names it', () => {
    expect(faultsOf({ 'templates/a/b.hbs': 'x', 'templates/a/b.example.json': '{}' })).toEqual([
      'a/b: no code uses it',
    ]);
  });

  test('when code names it and it does not exist', () => {
    expect(faultsOf(used)).toEqual(['a/b: named in the code, but there is no such template']);
  });

  test('when code does not name it by a literal', () => {
    const source = 'message(template, {}); log.message(x); function message(a: string) {}';

    expect(faultsOf({ 'src/a.ts': source })).toEqual([
      expect.stringMatching(/a\.ts: message\(template names no template$/),
    ]);
  });

  test('when it has no example', () => {
    expect(faultsOf({ ...used, 'templates/a/b.hbs': 'x' })).toEqual([
      'a/b: has no example, a/b.example.json',
    ]);
  });

  test('when no example has a variable of it', () => {
    const files = {
      ...used,
      'templates/a/b.hbs': '{{#if note}}{{note}}{{/if}}{{#each tasks}}{{title}}{{/each}}!',
      'templates/a/b.example.json': '{"tasks":[]}',
    };

    expect(faultsOf(files)).toEqual([
      'a/b: no example has note',
      'a/b: no example has tasks[].title',
    ]);
    expect(
      faultsOf({
        ...files,
        'templates/a/b.noted.example.json': '{"note":"x","tasks":[{"title":1}]}',
      }),
    ).toEqual([]);
  });

  test('when an example breaks a limit', () => {
    const faults = faultsOf({
      ...used,
      'templates/a/b.hbs': '{{#each n}}\n# {{this}}\n{{/each}}',
      'templates/a/b.example.json': JSON.stringify({ n: Array.from({ length: 51 }, () => 'x') }),
    });

    expect(faults).toEqual([expect.stringContaining('51 blocks, 50 are possible')]);
  });
});
