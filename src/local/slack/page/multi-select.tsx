import type { JSX } from 'preact';
import type { Element } from './block-types.js';
import { all, ariaOf, type Choice, choiceOf, type ControlProps } from './control-props.js';
import { words } from './words.js';

function everyChoice(element: Element, choices: readonly Choice[]): readonly Choice[] {
  const grouped = (element.option_groups ?? []).flatMap(({ options }) => options.map(choiceOf));
  return [...choices, ...grouped];
}

/** Several choices: chips for what is chosen, and a list of what is left. */
export function MultiSelect(
  props: ControlProps & { readonly choices: readonly Choice[] },
): JSX.Element {
  const { element } = props;
  const chosen = all(props.value);
  const choices = everyChoice(element, props.choices);
  const isFull = chosen.length >= (element.max_selected_items ?? Number.POSITIVE_INFINITY);
  return (
    <div class="multi-select">
      {chosen.map((value) => {
        const text = choices.find((choice) => choice.value === value)?.text ?? value;
        return (
          <span class="chip">
            {text}
            <button
              type="button"
              aria-label={`Remove ${text}`}
              disabled={props.isDisabled}
              onClick={() => props.onChange(chosen.filter((one) => one !== value))}
            >
              ✕
            </button>
          </span>
        );
      })}
      <select
        {...ariaOf(props)}
        class="field"
        value=""
        disabled={props.isDisabled || isFull}
        onChange={({ currentTarget }) => {
          if (currentTarget.value !== '') props.onChange([...chosen, currentTarget.value]);
          currentTarget.value = '';
        }}
      >
        <option value="">{words(element.placeholder) || 'Add…'}</option>
        {choices
          .filter(({ value }) => !chosen.includes(value))
          .map(({ value, text }) => (
            <option value={value}>{text}</option>
          ))}
      </select>
    </div>
  );
}
