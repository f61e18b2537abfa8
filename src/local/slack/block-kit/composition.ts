import { LIMITS } from './limits.js';
import {
  both,
  boolean,
  exactlyOneField,
  list,
  object,
  oneOf,
  type Rule,
  string,
  typed,
  variants,
  httpUrl,
} from './rules.js';

export const identifier = string(LIMITS.identifier);

export function plainText(max: number): Rule {
  return typed('plain_text', { text: string(max) }, { emoji: boolean });
}

export function markdownText(max: number): Rule {
  return typed('mrkdwn', { text: string(max) }, { verbatim: boolean });
}

export function anyText(max: number): Rule {
  return variants({ plain_text: plainText(max), mrkdwn: markdownText(max) });
}

export const placeholder = plainText(LIMITS.placeholder);

export const confirmation = object(
  {
    title: plainText(LIMITS.confirmTitle),
    text: anyText(LIMITS.confirmText),
    confirm: plainText(LIMITS.confirmButton),
    deny: plainText(LIMITS.confirmButton),
  },
  { style: oneOf('primary', 'danger') },
);

function optionWith(text: Rule): Rule {
  return object(
    { text, value: string(LIMITS.optionValue) },
    { description: plainText(LIMITS.optionDescription), url: httpUrl(LIMITS.url) },
  );
}

export const option = optionWith(plainText(LIMITS.optionText));

/** Checkboxes and radio buttons may format the text of their options. */
export const formattedOption = object(
  { text: anyText(LIMITS.optionText), value: string(LIMITS.optionValue) },
  { description: anyText(LIMITS.optionDescription) },
);

export const optionGroup = object({
  label: plainText(LIMITS.optionGroupLabel),
  options: list(option, LIMITS.selectOptions),
});

/** What a select offers: `options` or `option_groups`, never both. */
export const oneSourceOfOptions = exactlyOneField('options', 'option_groups');

export const slackFile = both(
  object({}, { id: identifier, url: httpUrl(LIMITS.url) }),
  exactlyOneField('id', 'url'),
);
