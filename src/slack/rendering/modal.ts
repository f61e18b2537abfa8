import type { InputBlock, KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import type { ModalField, ModalOption, ModalSpec, ModalValues } from '../../shared/modal.js';
import { limits } from '../limits.js';
import { cleanForeignText } from '../../shared/foreign-text.js';
import { plainTextElement, refuseOver } from './plain-text.js';
import type { MessageRenderer } from './renderer.js';

type FieldOf<Kind extends ModalField['kind']> = Extract<ModalField, { kind: Kind }>;

/**
 * The Block Kit view of a form. Each field is an input block whose block id is the field's id, so
 * that faults by field id are Slack's `errors`. Words are shortened to Slack's limits; ids, initial
 * values and numbers of options beyond them are faults and throw.
 */
export function renderModal(spec: ModalSpec, renderer: MessageRenderer): ModalView {
  const { callbackId, title, submit = 'Save', close = 'Cancel', metadata, intro, fields } = spec;
  refuseOver('callbackId', callbackId, limits.view.callbackId);
  refuseOver('metadata', metadata ?? '', limits.view.metadata);
  const introBlocks = intro ? renderer.render(intro.template, intro.view).blocks : [];
  const blocks: KnownBlock[] = [...introBlocks, ...fields.map(inputBlock)];
  if (blocks.length > limits.view.blocks)
    throw new Error(`form ${callbackId}: more than ${limits.view.blocks} blocks`);
  if (new Set(fields.map((field) => field.id)).size < fields.length)
    throw new Error(`form ${callbackId}: two fields have the same id`);
  return {
    type: 'modal',
    callback_id: callbackId,
    title: words(title, limits.view.title),
    close: words(close, limits.view.close),
    ...(fields.length > 0 && { submit: words(submit, limits.view.submit) }),
    ...(metadata !== undefined && { private_metadata: metadata }),
    blocks,
  };
}

function words(text: string, maxLength: number) {
  return plainTextElement(cleanForeignText(text), maxLength);
}

function inputBlock(field: ModalField): InputBlock {
  refuseOver('field id', field.id, limits.blockId);
  return {
    type: 'input',
    block_id: field.id,
    label: words(field.label, limits.input.label),
    ...(field.hint !== undefined && { hint: words(field.hint, limits.input.hint) }),
    optional: field.optional ?? false,
    element: inputElement(field),
  };
}

function inputElement(field: ModalField): InputBlock['element'] {
  const action_id = field.id;
  switch (field.kind) {
    case 'text':
      return textInput(field);
    case 'number':
      return {
        type: 'number_input',
        action_id,
        is_decimal_allowed: field.decimal ?? false,
        ...(field.min !== undefined && { min_value: String(field.min) }),
        ...(field.max !== undefined && { max_value: String(field.max) }),
        ...(field.initial !== undefined && { initial_value: field.initial }),
        ...placeholder(field.placeholder),
      };
    case 'date':
      return {
        type: 'datepicker',
        action_id,
        ...(field.initial !== undefined && { initial_date: field.initial }),
      };
    case 'member':
      return {
        type: 'users_select',
        action_id,
        ...(field.initial !== undefined && { initial_user: field.initial }),
      };
    case 'select':
      return { type: 'static_select', action_id, ...singleChoice(field, limits.selectOptions) };
    case 'radio':
      return { type: 'radio_buttons', action_id, ...singleChoice(field, limits.radioOptions) };
    case 'multi-select': {
      const options = optionsOf(field, limits.selectOptions);
      const initial = (field.initial ?? []).map((value) => optionWith(value, options, field.id));
      return {
        type: 'multi_static_select',
        action_id,
        options,
        ...(initial.length > 0 && { initial_options: initial }),
      };
    }
  }
}

function textInput(field: FieldOf<'text'>): InputBlock['element'] {
  const maxLength = field.maxLength ?? limits.input.textLength;
  if (maxLength > limits.input.textLength)
    throw new Error(`field ${field.id}: no input takes ${maxLength} characters`);
  refuseOver(`initial value of ${field.id}`, field.initial ?? '', maxLength);
  return {
    type: 'plain_text_input',
    action_id: field.id,
    multiline: field.multiline ?? false,
    max_length: maxLength,
    ...(field.initial !== undefined && { initial_value: field.initial }),
    ...placeholder(field.placeholder),
  };
}

function placeholder(text: string | undefined) {
  return text === undefined ? {} : { placeholder: words(text, limits.input.placeholder) };
}

function singleChoice(field: FieldOf<'select' | 'radio'>, most: number) {
  const options = optionsOf(field, most);
  if (field.initial === undefined) return { options };
  return { options, initial_option: optionWith(field.initial, options, field.id) };
}

function optionsOf(
  { id, options }: { id: string; options: readonly ModalOption[] },
  most: number,
): PlainTextOption[] {
  if (options.length === 0) throw new Error(`field ${id} has nothing to choose from`);
  if (options.length > most)
    throw new Error(`field ${id} has ${options.length} options, ${most} are possible`);
  return options.map(({ value, label }) => {
    refuseOver(`an option of ${id}`, value, limits.option.value);
    return { text: words(label, limits.option.text), value };
  });
}

function optionWith(value: string, options: readonly PlainTextOption[], id: string) {
  const option = options.find((candidate) => candidate.value === value);
  if (!option) throw new Error(`field ${id}: ${value} is not among its options`);
  return option;
}

interface SubmittedValue {
  type: string;
  value?: string | null;
  selected_date?: string | null;
  selected_user?: string | null;
  selected_option?: { value: string } | null;
  selected_options?: { value: string }[];
}

/** What a submitted form holds, by field id. Empty fields are null, no choice of many is []. */
export function readModalState(state: {
  values: Record<string, Record<string, SubmittedValue>>;
}): ModalValues {
  return Object.fromEntries(
    Object.entries(state.values).flatMap(([id, actions]) => {
      const submitted = actions[id];
      return submitted ? [[id, submittedValue(submitted)]] : [];
    }),
  );
}

function submittedValue(submitted: SubmittedValue): string | string[] | null {
  if (submitted.type === 'multi_static_select')
    return (submitted.selected_options ?? []).map((option) => option.value);
  return (
    submitted.selected_option?.value ??
    submitted.selected_date ??
    submitted.selected_user ??
    submitted.value ??
    null
  );
}
