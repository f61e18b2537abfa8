import { anyText, identifier, markdownText, plainText, slackFile } from './composition.js';
import { accessoryElements, actionElements, contextElements, inputElements } from './elements.js';
import { LIMITS } from './limits.js';
import { richText } from './rich-text.js';
import {
  both,
  boolean,
  exactlyOneField,
  type Fields,
  httpUrl,
  list,
  type Rule,
  string,
  typed,
  variants,
} from './rules.js';

const named: Fields = { block_id: identifier };

const textOrFields: Rule = (value, pointer, problems) => {
  const section = value as { text?: unknown; fields?: unknown };
  if (section.text === undefined && section.fields === undefined) {
    problems.push({ pointer, message: 'missing required field: text or fields' });
  }
};

/** The blocks that messages, modals and Home tabs may hold. */
export const block = variants({
  actions: typed(
    'actions',
    { elements: list(variants(actionElements), LIMITS.actionsElements) },
    named,
  ),
  context: typed(
    'context',
    { elements: list(variants(contextElements), LIMITS.contextElements) },
    named,
  ),
  divider: typed('divider', {}, named),
  header: typed('header', { text: plainText(LIMITS.headerText) }, named),
  image: both(
    typed(
      'image',
      { alt_text: string(LIMITS.imageAltText) },
      {
        ...named,
        title: plainText(LIMITS.imageTitle),
        image_url: httpUrl(LIMITS.url),
        slack_file: slackFile,
      },
    ),
    exactlyOneField('image_url', 'slack_file'),
  ),
  input: typed(
    'input',
    { label: plainText(LIMITS.inputLabel), element: variants(inputElements) },
    {
      ...named,
      hint: plainText(LIMITS.inputHint),
      optional: boolean,
      dispatch_action: boolean,
    },
  ),
  rich_text: richText,
  section: both(
    typed(
      'section',
      {},
      {
        ...named,
        text: anyText(LIMITS.sectionText),
        fields: list(
          variants({
            plain_text: plainText(LIMITS.sectionField),
            mrkdwn: markdownText(LIMITS.sectionField),
          }),
          LIMITS.sectionFields,
        ),
        accessory: variants(accessoryElements),
        expand: boolean,
      },
    ),
    textOrFields,
  ),
});
