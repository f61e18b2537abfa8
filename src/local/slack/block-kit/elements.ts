import {
  confirmation,
  formattedOption,
  identifier,
  markdownText,
  oneSourceOfOptions,
  option,
  optionGroup,
  placeholder,
  plainText,
  slackFile,
} from './composition.js';
import { LIMITS } from './limits.js';
import {
  both,
  boolean,
  exactlyOneField,
  type Fields,
  formatted,
  httpUrl,
  integer,
  list,
  object,
  oneOf,
  type Rule,
  string,
  typed,
} from './rules.js';

const date = formatted(/^\d{4}-\d{2}-\d{2}$/, 'a date in the form YYYY-MM-DD');
const time = formatted(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time in the form HH:mm');
const decimal = formatted(/^-?\d+(\.\d+)?$/, 'a number written as a string');

const interactive: Fields = { action_id: identifier, focus_on_load: boolean };
const confirmable: Fields = { ...interactive, confirm: confirmation };
const choosable: Fields = { ...confirmable, placeholder };
const typeable: Fields = {
  ...interactive,
  placeholder,
  dispatch_action_config: object({
    trigger_actions_on: list(oneOf('on_enter_pressed', 'on_character_entered'), 2),
  }),
};
const many: Fields = { ...choosable, max_selected_items: integer(1, 100) };

const image: Rule = both(
  typed(
    'image',
    { alt_text: string(LIMITS.imageAltText) },
    { image_url: httpUrl(LIMITS.url), slack_file: slackFile },
  ),
  exactlyOneField('image_url', 'slack_file'),
);

const button = typed(
  'button',
  { text: plainText(LIMITS.buttonText) },
  {
    action_id: identifier,
    value: string(LIMITS.buttonValue, 0),
    url: httpUrl(LIMITS.url),
    style: oneOf('primary', 'danger'),
    confirm: confirmation,
    accessibility_label: string(LIMITS.accessibilityLabel),
  },
);

const optionSources: Fields = {
  options: list(option, LIMITS.selectOptions),
  option_groups: list(optionGroup, LIMITS.optionGroups),
};
const conversationFilter = object(
  {},
  {
    include: list(oneOf('im', 'mpim', 'private', 'public'), 4),
    exclude_external_shared_channels: boolean,
    exclude_bot_users: boolean,
  },
);

const selects: Fields = {
  static_select: both(
    typed('static_select', {}, { ...choosable, ...optionSources, initial_option: option }),
    oneSourceOfOptions,
  ),
  external_select: typed(
    'external_select',
    {},
    { ...choosable, initial_option: option, min_query_length: integer(0, 3000) },
  ),
  users_select: typed('users_select', {}, { ...choosable, initial_user: identifier }),
  channels_select: typed(
    'channels_select',
    {},
    { ...choosable, initial_channel: identifier, response_url_enabled: boolean },
  ),
  conversations_select: typed(
    'conversations_select',
    {},
    {
      ...choosable,
      initial_conversation: identifier,
      default_to_current_conversation: boolean,
      response_url_enabled: boolean,
      filter: conversationFilter,
    },
  ),
  multi_static_select: both(
    typed(
      'multi_static_select',
      {},
      { ...many, ...optionSources, initial_options: list(option, LIMITS.selectOptions) },
    ),
    oneSourceOfOptions,
  ),
  multi_external_select: typed(
    'multi_external_select',
    {},
    {
      ...many,
      initial_options: list(option, LIMITS.selectOptions),
      min_query_length: integer(0, 3000),
    },
  ),
  multi_users_select: typed(
    'multi_users_select',
    {},
    { ...many, initial_users: list(identifier, 100) },
  ),
  multi_channels_select: typed(
    'multi_channels_select',
    {},
    { ...many, initial_channels: list(identifier, 100) },
  ),
};

const pickers: Fields = {
  checkboxes: typed(
    'checkboxes',
    { options: list(formattedOption, LIMITS.checkboxOptions) },
    { ...confirmable, initial_options: list(formattedOption, LIMITS.checkboxOptions) },
  ),
  radio_buttons: typed(
    'radio_buttons',
    { options: list(formattedOption, LIMITS.radioOptions) },
    { ...confirmable, initial_option: formattedOption },
  ),
  datepicker: typed('datepicker', {}, { ...choosable, initial_date: date }),
  timepicker: typed(
    'timepicker',
    {},
    { ...choosable, initial_time: time, timezone: string(LIMITS.identifier) },
  ),
};

const textInputs: Fields = {
  plain_text_input: typed(
    'plain_text_input',
    {},
    {
      ...typeable,
      initial_value: string(LIMITS.plainTextInput, 0),
      multiline: boolean,
      min_length: integer(0, LIMITS.plainTextInput),
      max_length: integer(1, LIMITS.plainTextInput),
    },
  ),
  number_input: typed(
    'number_input',
    { is_decimal_allowed: boolean },
    { ...typeable, initial_value: decimal, min_value: decimal, max_value: decimal },
  ),
  email_text_input: typed('email_text_input', {}, { ...typeable, initial_value: string(254) }),
  url_text_input: typed('url_text_input', {}, { ...typeable, initial_value: httpUrl(LIMITS.url) }),
};

const overflow = typed(
  'overflow',
  { options: list(option, LIMITS.overflowOptions) },
  { action_id: identifier, confirm: confirmation },
);

export const actionElements: Fields = { button, overflow, ...selects, ...pickers };
export const accessoryElements: Fields = { ...actionElements, image };
export const inputElements: Fields = { ...selects, ...pickers, ...textInputs };
export const contextElements: Fields = {
  image,
  plain_text: plainText(LIMITS.textObject),
  mrkdwn: markdownText(LIMITS.textObject),
};
