import type { JSX } from 'preact';
import type { Element, OptionGroup, TextObject } from './block-types.js';
import { all, ariaOf, type Choice, choiceOf, type ControlProps, first } from './control-props.js';
import { useDirectory } from './directory.js';
import { ExternalSelect } from './external-select.js';
import { MultiSelect } from './multi-select.js';
import { Text } from './text.js';
import { words } from './words.js';

type InputType =
  | { readonly type: 'date' }
  | { readonly type: 'time' }
  | { readonly type: 'email' }
  | { readonly type: 'url' };

const inputTypes: Readonly<Record<string, InputType>> = {
  datepicker: { type: 'date' },
  timepicker: { type: 'time' },
  email_text_input: { type: 'email' },
  url_text_input: { type: 'url' },
};

function useChoices(element: Element): readonly Choice[] {
  const { people, conversations } = useDirectory();
  if (element.type.includes('users_select')) return people;
  if (element.type.includes('channels_select')) {
    return conversations.filter(({ text }) => text.startsWith('#'));
  }
  if (element.type.includes('conversations_select')) return conversations;
  return (element.options ?? []).map(choiceOf);
}

/** The control for any interactive element but buttons and overflow menus. */
export function Control(props: ControlProps): JSX.Element {
  const { element } = props;
  const choices = useChoices(element);
  switch (element.type) {
    case 'checkboxes':
    case 'radio_buttons':
      return <ChoiceList {...props} />;
    case 'external_select':
      return <ExternalSelect {...props} />;
    case 'plain_text_input':
      return element.multiline ? <TextArea {...props} /> : <TextInput {...props} />;
    default:
      if (element.type.startsWith('multi_')) return <MultiSelect {...props} choices={choices} />;
      if (element.type.endsWith('select')) return <Select {...props} choices={choices} />;
      return <TextInput {...props} />;
  }
}

function TextInput(props: ControlProps): JSX.Element {
  const { element } = props;
  return (
    <input
      {...ariaOf(props)}
      class="field"
      {...(inputTypes[element.type] ?? { type: 'text' as const })}
      {...(element.type === 'number_input' && { inputMode: 'decimal' as const })}
      autoComplete="off"
      value={first(props.value)}
      disabled={props.isDisabled}
      placeholder={words(element.placeholder)}
      autofocus={element.focus_on_load}
      onInput={({ currentTarget }) => props.onChange(currentTarget.value || null)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && props.onEnter) props.onEnter();
      }}
    />
  );
}

function TextArea(props: ControlProps): JSX.Element {
  return (
    <textarea
      {...ariaOf(props)}
      class="field"
      rows={4}
      value={first(props.value)}
      disabled={props.isDisabled}
      placeholder={words(props.element.placeholder)}
      autofocus={props.element.focus_on_load}
      onInput={({ currentTarget }) => props.onChange(currentTarget.value || null)}
    />
  );
}

function Select(props: ControlProps & { readonly choices: readonly Choice[] }): JSX.Element {
  const { element } = props;
  const value = first(props.value);
  return (
    <select
      {...ariaOf(props)}
      class="field"
      value={value}
      disabled={props.isDisabled}
      onChange={({ currentTarget }) => props.onChange(currentTarget.value || null)}
    >
      <option value="" selected={value === ''}>
        {words(element.placeholder) || 'Select…'}
      </option>
      {element.option_groups
        ? element.option_groups.map((group) => <Group group={group} value={value} />)
        : props.choices.map((choice) => (
            <option value={choice.value} selected={choice.value === value}>
              {choice.text}
            </option>
          ))}
    </select>
  );
}

function Group(props: { readonly group: OptionGroup; readonly value: string }): JSX.Element {
  return (
    <optgroup label={words(props.group.label)}>
      {props.group.options.map(choiceOf).map((choice) => (
        <option value={choice.value} selected={choice.value === props.value}>
          {choice.text}
        </option>
      ))}
    </optgroup>
  );
}

function ChoiceList(props: ControlProps): JSX.Element {
  const { element, id } = props;
  const isMany = element.type === 'checkboxes';
  const chosen = all(props.value);
  const choose = (value: string, isOn: boolean): void => {
    if (!isMany) return props.onChange(value);
    const options = (element.options ?? []).map((option) => option.value);
    props.onChange(options.filter((one) => (one === value ? isOn : chosen.includes(one))));
  };
  return (
    <div
      {...ariaOf(props)}
      role={isMany ? 'group' : 'radiogroup'}
      tabIndex={-1}
      class="choices"
      {...(props.label === undefined && { 'aria-labelledby': `${id}-label` })}
    >
      {(element.options ?? []).map((option) => (
        <label class="choice">
          <input
            type={isMany ? 'checkbox' : 'radio'}
            name={id}
            disabled={props.isDisabled}
            checked={chosen.includes(option.value)}
            onChange={({ currentTarget }) => choose(option.value, currentTarget.checked)}
          />
          <span>
            <Text object={option.text} />
            <Description text={option.description} />
          </span>
        </label>
      ))}
    </div>
  );
}

function Description({ text }: { readonly text: TextObject | undefined }): JSX.Element | null {
  return text ? (
    <small>
      <Text object={text} />
    </small>
  ) : null;
}
