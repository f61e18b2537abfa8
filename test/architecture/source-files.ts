import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { projectRoot } from '../../src/shared/project-root.js';

export interface Import {
  /** A file of the project, from its root, ending in `.ts`; or the name of a package. */
  readonly target: string;
  readonly isPackage: boolean;
  /** Erased when the code is built. */
  readonly typeOnly: boolean;
}

export interface SourceFile {
  /** From the project's root. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
}

const importPattern =
  /^(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/gm;

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
  const imports = [...text.matchAll(importPattern)].map(([, typeWord, from, dynamic]) =>
    resolveImport(path, String(from ?? dynamic), typeWord !== undefined),
  );
  return { path, text, imports };
}

function resolveImport(path: string, specifier: string, typeOnly: boolean): Import {
  if (!specifier.startsWith('.')) {
    const name = specifier
      .split('/')
      .slice(0, specifier.startsWith('@') ? 2 : 1)
      .join('/');
    return { target: name, isPackage: true, typeOnly };
  }
  const written = relative('.', normalize(join(dirname(path), specifier))).replace(/\.js$/, '.ts');
  const target = existsSync(join(projectRoot, written)) ? written : `${written}x`;
  return { target, isPackage: false, typeOnly };
}
