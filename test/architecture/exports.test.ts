import { readSources, type SourceFile } from './source-files.js';

const sources = readSources('src', 'jobs', 'test', 'bench');

/** `file name` of everything that a file takes from another one; `file *` where it may be all. */
const taken = new Set(
  sources.flatMap(({ imports }) =>
    imports.flatMap(({ target, names }) => (names ?? ['*']).map((name) => `${target} ${name}`)),
  ),
);

const declaration =
  /^export\s+(?:async\s+|abstract\s+)*(?:const|function\*?|class|interface|type)\s+(\w+)/gm;

function isTaken({ path }: SourceFile, name: string): boolean {
  return taken.has(`${path} ${name}`) || taken.has(`${path} *`);
}

function isUsedHere({ text }: SourceFile, name: string): boolean {
  return (text.match(new RegExp(`\\b${name}\\b`, 'g')) ?? []).length > 1;
}

test('passes on nothing that nobody takes', () => {
  const unwanted = sources.flatMap((source) =>
    source.imports
      .flatMap(({ passedOn }) => passedOn)
      .filter((name) => !isTaken(source, name))
      .map((name) => `${source.path}: ${name}`),
  );
  expect(unwanted).toEqual([]);
});

test('exports nothing that is used nowhere', () => {
  const unused = sources.flatMap((source) =>
    [...source.text.matchAll(declaration)]
      .map(([, name = '']) => name)
      .filter((name) => !isTaken(source, name) && !isUsedHere(source, name))
      .map((name) => `${source.path}: ${name}`),
  );
  expect(unused).toEqual([]);
});
