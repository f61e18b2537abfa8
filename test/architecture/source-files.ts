import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { projectRoot } from '../../src/shared/project-root.js';

export interface Import {
  /** A file of the project, from its root, ending in `.ts`; or the name of a package. */
  readonly target: string;
  readonly isPackage: boolean;
  /** Erased when the code is built. */
  readonly typeOnly: boolean;
  /** What it takes, as it is called there; null where that is not told, as in `import('…')`. */
  readonly names: readonly string[] | null;
  /** What it is called here, for those who import it from here; empty unless it is passed on. */
  readonly passedOn: readonly string[];
}

export interface SourceFile {
  /** From the project's root. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
}

const importPattern =
  /^(import|export)\s+(type\s+)?(?:([^'";]*?)\sfrom\s+)?'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/gm;

/** Every TypeScript file below `folders`, with what it imports. */
export function readSources(...folders: readonly string[]): readonly SourceFile[] {
  return folders.flatMap((folder) =>
    readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => readSource(join(folder, name))),
  );
}

function readSource(path: string): SourceFile {
  const text = readFileSync(join(projectRoot, path), 'utf8');
  const imports = [...text.matchAll(importPattern)].map(
    ([, word, typeWord, clause, from, dynamic]) => {
      const taken = namesIn(clause);
      return {
        ...resolveImport(path, String(from ?? dynamic)),
        typeOnly: typeWord !== undefined,
        names: taken && taken.map(([name = '']) => name),
        passedOn: word === 'export' ? (taken ?? []).map((renamed) => renamed.at(-1) ?? '') : [],
      };
    },
  );
  return { path, text, imports };
}

/** The names between the braces of an import, each with the new one where it is given one. */
function namesIn(clause: string | undefined): string[][] | null {
  const [, list] = /^\{([^}]*)\}$/.exec(clause ?? '') ?? [];
  return list === undefined
    ? null
    : list
        .split(',')
        .map((name) => name.trim().replace(/^type\s+/, ''))
        .filter((name) => name !== '')
        .map((name) => name.split(/\s+as\s+/));
}

function resolveImport(path: string, specifier: string): Pick<Import, 'target' | 'isPackage'> {
  if (!specifier.startsWith('.')) {
    const name = specifier
      .split('/')
      .slice(0, specifier.startsWith('@') ? 2 : 1)
      .join('/');
    return { target: name, isPackage: true };
  }
  const written = relative('.', normalize(join(dirname(path), specifier))).replace(/\.js$/, '.ts');
  const target = existsSync(join(projectRoot, written)) ? written : `${written}x`;
  return { target, isPackage: false };
}
