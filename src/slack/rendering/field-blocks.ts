import type { KnownBlock, MrkdwnElement, PlainTextElement } from '@slack/types';
import { limits } from '../limits.js';
import { escapeForSlack, longestEntity } from './escape.js';
import { type InlinePart, plainText } from './inline.js';
import type { Field } from './markup.js';
import { fieldsAsRichText } from './rich-text.js';
import { fitParts } from './shorten.js';
import { plainTextElement } from './plain-text.js';
import { isChannelId } from './value-table.js';

/** What mrkdwn may take for formatting, a quotation or an emoji, and cannot be escaped. */
const formatting = /[*_~`]|^\s*>|\n\s*>|:[\w'+-]+:/;
/** 09:00-17:00 has the form of an emoji's name between colons, and is none. */
const timesOfDay = /\b\d{1,2}:\d\d\b/g;

/** Fields in two columns, at most ten to a section, each value at most `longestText` long. */
export function fieldBlocks(fields: readonly Field[], longestText: number): KnownBlock[] {
  const perSection = limits.section.fields;
  return Array.from({ length: Math.ceil(fields.length / perSection) }, (_, index) =>
    fieldSection(fields.slice(index * perSection, (index + 1) * perSection), longestText),
  );
}

/**
 * Bold labels need mrkdwn, which would format a `*` or `_` of a value. A field with such a value is
 * plain text; if that would lose a link or a mention, the section becomes lines of rich text.
 */
function fieldSection(fields: readonly Field[], longestText: number): KnownBlock {
  const longestField = Math.min(longestText, limits.section.field);
  const elements = fields.map((field) => fieldElement(field, longestField));
  return elements.every((element) => element !== undefined)
    ? { type: 'section', fields: elements }
    : fieldsAsRichText(fields, longestText);
}

function fieldElement(
  { label, value }: Field,
  longestField: number,
): MrkdwnElement | PlainTextElement | undefined {
  const labelText = plainText(label);
  const exact = [labelText, ...value.map((part) => part.text)].every(
    (text) => !formatting.test(text.replace(timesOfDay, '')),
  );
  if (exact) return mrkdwnField(labelText, value, longestField);
  if (value.some((part) => part.kind !== 'text')) return undefined;
  return plainTextElement(`${labelText}\n${plainText(value)}`, longestField);
}

/** Undefined when links alone are longer than a field may be. */
function mrkdwnField(
  label: string,
  value: readonly InlinePart[],
  longestField: number,
): MrkdwnElement | undefined {
  for (let kept = longestField; kept > 0; ) {
    const text = `*${escapeForSlack(label)}*\n${fitParts(value, kept).map(mrkdwn).join('')}`;
    if (text.length <= longestField) return { type: 'mrkdwn', text, verbatim: true };
    kept -= Math.ceil((text.length - longestField) / longestEntity);
  }
  return undefined;
}

function mrkdwn(part: InlinePart): string {
  const text = escapeForSlack(part.text);
  if (part.kind === 'mention')
    return isChannelId(part.slackId) ? `<#${part.slackId}>` : `<@${part.slackId}>`;
  if (part.kind === 'link') return `<${escapeForSlack(part.url)}|${text}>`;
  const { bold, italic, code } = part.style;
  if (code) return `\`${text}\``;
  const emphasised = italic ? `_${text}_` : text;
  return bold ? `*${emphasised}*` : emphasised;
}
