import { limits } from '../limits.js';
import { cleanForeignText } from '../../shared/foreign-text.js';
import { escapedWithin } from './escape.js';
import { type InlinePart, plainText } from './inline.js';
import type { MarkupNode } from './markup.js';
import type { ViewModel } from './view-model.js';

/**
 * The words of a message as one text, for notifications and screen readers. `&`, `<` and `>` are
 * escaped, since Slack reads the top-level text as mrkdwn.
 */
export function fallbackText(nodes: readonly MarkupNode[], view: ViewModel): string {
  const text = nodes.flatMap((node) => lines(node, view)).join('\n');
  return escapedWithin(text, limits.message.fallbackText);
}

function lines(node: MarkupNode, view: ViewModel): string[] {
  switch (node.kind) {
    case 'header':
      return [plainText(node.parts)];
    case 'text':
      return node.runs.flatMap((run) =>
        run.lines.map((line) => (run.kind === 'list' ? `• ${plainText(line)}` : plainText(line))),
      );
    case 'fields':
      return node.fields.map(({ label, value }) => `${plainText(label)}: ${plainText(value)}`);
    case 'context':
      return node.lines.map((line: InlinePart[]) => plainText(line));
    case 'divider':
      return [];
    case 'image':
      return [cleanForeignText(view.images?.[node.name]?.altText ?? '')];
    case 'buttons':
      return [node.buttons.map((button) => `[${plainText(button.label)}]`).join(' ')];
  }
}
