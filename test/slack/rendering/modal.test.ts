import type { ModalField, ModalSpec } from '../../../src/shared/modal.js';
import { limits } from '../../../src/slack/limits.js';
import { readModalState, renderModal } from '../../../src/slack/rendering/modal.js';
import { rendererFor } from './renderer-for.js';

const renderer = rendererFor({ 'tasks/intro': 'About *{{title}}*' });
const options = [
  { value: 'a', label: 'Option <A>' },
  { value: 'b', label: 'Option B' },
];
const plain = (text: string) => ({ type: 'plain_text', text, emoji: false });
const option = (value: string, label: string) => ({ value, text: plain(label) });

function viewOf(spec: Partial<ModalSpec>) {
  return renderModal({ callbackId: 'add', title: 'Add a task', fields: [], ...spec }, renderer);
}

function inputOf(field: Partial<ModalField> & { kind: ModalField['kind'] }) {
  const view = viewOf({ fields: [{ id: 'it', label: 'It', ...field } as ModalField] });
  return view.blocks[0];
}

describe('a form', () => {
  test('has its words, its metadata and an input for each field under the field’s id', () => {
    const view = viewOf({
      submit: 'Add',
      close: 'Not now',
      metadata: '{"team":"core"}',
      intro: { template: 'tasks/intro', view: { title: '<!here> *x*' } },
      fields: [
        { id: 'title', label: 'Title', kind: 'text' },
        { id: 'hours', label: 'Hours', kind: 'number', hint: 'So far', optional: true },
      ],
    });

    expect(view).toMatchObject({
      type: 'modal',
      callback_id: 'add',
      title: plain('Add a task'),
      submit: plain('Add'),
      close: plain('Not now'),
      private_metadata: '{"team":"core"}',
      blocks: [
        {
          type: 'rich_text',
          elements: [
            { elements: [{ text: 'About ' }, { text: '<!here> *x*', style: { bold: true } }] },
          ],
        },
        { type: 'input', block_id: 'title', label: plain('Title'), optional: false },
        { type: 'input', block_id: 'hours', hint: plain('So far'), optional: true },
      ],
    });
  });

  test('can be submitted and left without words for it, and has no submit without fields', () => {
    expect(viewOf({ fields: [{ id: 'a', label: 'A', kind: 'date' }] })).toMatchObject({
      submit: plain('Save'),
      close: plain('Cancel'),
    });
    expect(viewOf({})).not.toHaveProperty('submit');
  });

  test.each<[string, Partial<ModalField> & { kind: ModalField['kind'] }, object]>([
    [
      'text',
      { kind: 'text', multiline: true, initial: 'x', maxLength: 9, placeholder: 'Say' },
      {
        type: 'plain_text_input',
        multiline: true,
        initial_value: 'x',
        max_length: 9,
        placeholder: plain('Say'),
      },
    ],
    [
      'number',
      { kind: 'number', decimal: true, min: -1.5, max: 0, initial: '0', placeholder: '5' },
      {
        type: 'number_input',
        is_decimal_allowed: true,
        min_value: '-1.5',
        max_value: '0',
        initial_value: '0',
        placeholder: plain('5'),
      },
    ],
    [
      'date',
      { kind: 'date', initial: '2026-11-20' },
      { type: 'datepicker', initial_date: '2026-11-20' },
    ],
    ['member', { kind: 'member', initial: 'U1' }, { type: 'users_select', initial_user: 'U1' }],
    [
      'select',
      { kind: 'select', options, initial: 'b' },
      {
        type: 'static_select',
        options: [option('a', 'Option <A>'), option('b', 'Option B')],
        initial_option: option('b', 'Option B'),
      },
    ],
    [
      'radio',
      { kind: 'radio', options },
      { type: 'radio_buttons', options: [option('a', 'Option <A>'), option('b', 'Option B')] },
    ],
    [
      'multi-select',
      { kind: 'multi-select', options, initial: ['a'] },
      {
        type: 'multi_static_select',
        options: [option('a', 'Option <A>'), option('b', 'Option B')],
        initial_options: [option('a', 'Option <A>')],
      },
    ],
  ])('asks for a %s with the input made for it', (_, field, element) => {
    expect(inputOf(field)).toMatchObject({ element: { action_id: 'it', ...element } });
  });

  test('shortens words to what Slack takes', () => {
    const words = 'word '.repeat(1_000);
    const view = viewOf({
      title: words,
      submit: words,
      fields: [
        {
          id: 'a',
          label: words,
          hint: words,
          kind: 'select',
          options: [{ value: 'x', label: words }],
        },
      ],
    });

    const lengthOf = (text: { text: string } | undefined) => text?.text.length;
    expect(lengthOf(view.title)).toBe(limits.view.title);
    expect(lengthOf(view.submit)).toBe(limits.view.submit);
    expect(view.blocks[0]).toMatchObject({
      label: { text: expect.stringMatching(/^.{1990,2000}$/) },
      hint: { text: expect.stringMatching(/^.{1990,2000}$/) },
      element: { options: [{ text: { text: expect.stringMatching(/^.{70,75}$/) } }] },
    });
  });

  const choices = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ value: String(index), label: 'x' }));

  test.each<[string, Partial<ModalSpec>, string]>([
    ['metadata too long', { metadata: 'x'.repeat(3_001) }, 'metadata has 3001'],
    ['a callback id too long', { callbackId: 'x'.repeat(256) }, 'callbackId has 256'],
    [
      'more fields than possible',
      { fields: choices(101).map(({ value }) => ({ id: value, label: 'x', kind: 'date' })) },
      'more than 100 blocks',
    ],
    [
      'one id twice',
      {
        fields: [
          { id: 'a', label: 'x', kind: 'date' },
          { id: 'a', label: 'y', kind: 'date' },
        ],
      },
      'same id',
    ],
    [
      'more options than possible',
      { fields: [{ id: 'a', label: 'x', kind: 'select', options: choices(101) }] },
      'field a has 101 options, 100 are possible',
    ],
    [
      'more radio buttons than possible',
      { fields: [{ id: 'a', label: 'x', kind: 'radio', options: choices(11) }] },
      'field a has 11 options, 10 are possible',
    ],
    [
      'no options',
      { fields: [{ id: 'a', label: 'x', kind: 'multi-select', options: [] }] },
      'nothing to choose from',
    ],
    [
      'an initial choice that is none',
      { fields: [{ id: 'a', label: 'x', kind: 'select', options, initial: 'z' }] },
      'z is not among its options',
    ],
    [
      'an initial text too long',
      { fields: [{ id: 'a', label: 'x', kind: 'text', initial: 'abc', maxLength: 2 }] },
      'initial value of a has 3',
    ],
    [
      'an input longer than possible',
      { fields: [{ id: 'a', label: 'x', kind: 'text', maxLength: 3_001 }] },
      'no input takes 3001',
    ],
  ])('with %s is refused', (_, spec, fault) => {
    expect(() => viewOf(spec)).toThrow(fault);
  });
});

describe('a submitted form', () => {
  test('gives the values by field id', () => {
    const values = {
      text: { text: { type: 'plain_text_input', value: 'words' } },
      empty: { empty: { type: 'plain_text_input', value: null } },
      number: { number: { type: 'number_input', value: '5.5' } },
      date: { date: { type: 'datepicker', selected_date: '2026-11-20' } },
      undated: { undated: { type: 'datepicker', selected_date: null } },
      member: { member: { type: 'users_select', selected_user: 'U1' } },
      select: { select: { type: 'static_select', selected_option: { value: 'a' } } },
      radio: { radio: { type: 'radio_buttons', selected_option: null } },
      many: {
        many: { type: 'multi_static_select', selected_options: [{ value: 'a' }, { value: 'b' }] },
      },
      none: { none: { type: 'multi_static_select', selected_options: [] } },
      other: { strange: { type: 'plain_text_input', value: 'not a field of ours' } },
    };

    expect(readModalState({ values })).toEqual({
      text: 'words',
      empty: null,
      number: '5.5',
      date: '2026-11-20',
      undated: null,
      member: 'U1',
      select: 'a',
      radio: null,
      many: ['a', 'b'],
      none: [],
    });
  });
});
