import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  createRenderer,
  type MessageRenderer,
  type RenderedMessage,
} from '../../../src/slack/rendering/renderer.js';

/** A renderer for templates given by name and source. */
export function rendererFor(sources: Record<string, string>): MessageRenderer {
  const folder = mkdtempSync(join(tmpdir(), 'templates-'));
  try {
    for (const [name, source] of Object.entries(sources)) {
      const file = join(folder, `${name}.hbs`);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, source);
    }
    return createRenderer(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export function render(source: string, view: object = {}): RenderedMessage {
  return rendererFor({ 'test/one': source }).render('test/one', view);
}
