import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../../../src/shared/project-root.js';
import { createRenderer } from '../../../../src/slack/rendering/index.js';

const folder = join(projectRoot, 'templates');
const renderer = createRenderer(folder);

/** The template's example with other `values`, as its receiver reads it. */
function said(template: string, values: object, example = template): string {
  const view = JSON.parse(readFileSync(join(folder, `${example}.example.json`), 'utf8')) as object;
  return renderer.render(template, { ...view, ...values }).text;
}

test('a card that proposed to close or to extend says afterwards that both were recommended', () => {
  const card = (goalProbablyMet: boolean) =>
    said('evaluations/decided-close-met', { recommendation: 'extend', goalProbablyMet });
  expect(card(true)).toMatch(/Recommended was: close, as the goal is probably met, or extend to/);
  expect(card(false)).toMatch(/Recommended was: extend to/);
});

test('a preview speaks of the end to come only while the period lasts', () => {
  const preview = (state: string) => said('evaluations/preview', { state });
  expect(preview('active')).toContain('made at the end only');
  expect(preview('awaiting approval')).toContain('decision about it waits');
  expect(preview('awaiting approval')).not.toContain('made at the end only');
  expect(preview('ended')).not.toMatch(/made at the end only|waits/);
});

test('a preview proposes no extension as if time would settle it when it would not', () => {
  const text = said('evaluations/preview', {}, 'evaluations/preview.waiting');
  expect(text).toContain('proposed for an extension, though time alone would not settle it');
  expect(text).toContain('a change of the level, not time alone');
});
