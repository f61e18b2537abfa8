import { LIMITS } from './limits.js';
import {
  boolean,
  type Fields,
  httpUrl,
  integer,
  list,
  object,
  oneOf,
  string,
  typed,
  variants,
} from './rules.js';

const manyElements = 1_000;
const style = object(
  {},
  {
    bold: boolean,
    italic: boolean,
    strike: boolean,
    underline: boolean,
    code: boolean,
    highlight: boolean,
    client_highlight: boolean,
    unlink: boolean,
  },
);
const name = string(LIMITS.identifier);

const inline = variants({
  text: typed('text', { text: string(LIMITS.messageText) }, { style }),
  link: typed(
    'link',
    { url: httpUrl(LIMITS.url) },
    { text: string(LIMITS.textObject), style, unsafe: boolean },
  ),
  user: typed('user', { user_id: name }, { style }),
  channel: typed('channel', { channel_id: name }, { style }),
  usergroup: typed('usergroup', { usergroup_id: name }, { style }),
  broadcast: typed('broadcast', { range: oneOf('here', 'channel', 'everyone') }, { style }),
  emoji: typed('emoji', { name }, { unicode: name, style, skin_tone: integer(1, 6) }),
  date: typed(
    'date',
    { timestamp: integer(0, Number.MAX_SAFE_INTEGER), format: name },
    { url: httpUrl(LIMITS.url), fallback: string(LIMITS.textObject), style },
  ),
  color: typed('color', { value: name }, { style }),
});
const inlines = { elements: list(inline, manyElements, 0) };
const border: Fields = { border: integer(0, 1) };

const section = typed('rich_text_section', inlines);
const structure = variants({
  rich_text_section: section,
  rich_text_list: typed(
    'rich_text_list',
    { elements: list(section, manyElements), style: oneOf('bullet', 'ordered') },
    { ...border, indent: integer(0, 8), offset: integer(0, manyElements) },
  ),
  rich_text_quote: typed('rich_text_quote', inlines, border),
  rich_text_preformatted: typed('rich_text_preformatted', inlines, {
    ...border,
    language: name,
  }),
});

export const richText = typed(
  'rich_text',
  { elements: list(structure, manyElements) },
  { block_id: name },
);
