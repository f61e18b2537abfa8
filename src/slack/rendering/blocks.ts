import type { Button, ImageBlock, KnownBlock, PlainTextElement } from '@slack/types';
import { limits } from '../limits.js';
import { cleanForeignText, onOneLine } from '../../shared/foreign-text.js';
import { fieldBlocks } from './field-blocks.js';
import { type InlinePart, plainText } from './inline.js';
import type { Button as ButtonNode, MarkupNode } from './markup.js';
import { plainTextElement, refuseOver } from './plain-text.js';
import { joinLines, richText } from './rich-text.js';
import { fitParts, shorten } from './shorten.js';
import type { ViewModel } from './view-model.js';

/**
 * The Block Kit form of a message. Texts are shortened to Slack's limits, paragraphs and list items
 * to `longestText`. Throws when the view model lacks a button or an image that the template names.
 */
export function toBlocks(
  nodes: readonly MarkupNode[],
  view: ViewModel,
  longestText: number,
): KnownBlock[] {
  return nodes.flatMap((node): KnownBlock[] => {
    switch (node.kind) {
      case 'header':
        return [{ type: 'header', text: lookless('header', node.parts, limits.header) }];
      case 'text':
        return [richText(node.runs, longestText)];
      case 'fields':
        return fieldBlocks(node.fields, longestText);
      case 'context': {
        const text = lookless('context line', joinLines(node.lines), longestText);
        return [{ type: 'context', elements: [text] }];
      }
      case 'divider':
        return [{ type: 'divider' }];
      case 'image':
        return [imageBlock(node.name, view)];
      case 'buttons':
        return [{ type: 'actions', elements: buttonElements(node.buttons, view) }];
    }
  });
}

/** Text of a place that has neither links nor styles. People are named, not mentioned. */
function lookless(
  place: string,
  parts: readonly InlinePart[],
  maxLength: number,
): PlainTextElement {
  if (parts.some((part) => part.kind === 'link')) throw new Error(`a ${place} holds no links`);
  return plainTextElement(plainText(fitParts(parts, maxLength)), maxLength);
}

function imageBlock(name: string, view: ViewModel): ImageBlock {
  const image = view.images?.[name];
  if (!image) throw new Error(`images.${name} is missing`);
  const altText = onOneLine(cleanForeignText(image.altText)) || name;
  const alt_text = shorten(altText, limits.image.altText);
  if (image.slackFileId !== undefined)
    return { type: 'image', slack_file: { id: image.slackFileId }, alt_text };
  if (image.url !== undefined && image.url.length <= limits.image.url)
    return { type: 'image', image_url: image.url, alt_text };
  throw new Error(`images.${name} has neither a Slack file nor an address Slack takes`);
}

function buttonElements(buttons: readonly ButtonNode[], view: ViewModel): Button[] {
  if (buttons.length > limits.actions)
    throw new Error(`${buttons.length} buttons in a row, ${limits.actions} are possible`);
  const elements = buttons.map((button) => buttonElement(button, view));
  if (new Set(elements.map((element) => element.action_id)).size < elements.length)
    throw new Error('two buttons of a row have the same action');
  return elements;
}

function buttonElement({ name, style, label }: ButtonNode, view: ViewModel): Button {
  const action = view.actions?.[name];
  if (!action) throw new Error(`actions.${name} is missing`);
  const { actionId, value, confirm } = action;
  refuseOver(`actions.${name}.actionId`, actionId, limits.actionId);
  refuseOver(`actions.${name}.value`, value, limits.button.value);

  const words = (text: string, maxLength: number) =>
    plainTextElement(cleanForeignText(text), maxLength);
  return {
    type: 'button',
    action_id: actionId,
    value,
    text: lookless('button', label, limits.button.text),
    ...(style && { style }),
    ...(confirm && {
      confirm: {
        title: words(confirm.title, limits.confirm.title),
        text: words(confirm.text, limits.confirm.text),
        confirm: words(confirm.confirm, limits.confirm.button),
        deny: words(confirm.deny, limits.confirm.button),
        ...(style && { style }),
      },
    }),
  };
}
