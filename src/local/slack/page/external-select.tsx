import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { act } from './api.js';
import type { Option, OptionGroup } from './block-types.js';
import { ariaOf, type Choice, choiceOf, type ControlProps, first } from './control-props.js';
import { Listbox, useListbox } from './listbox.js';
import { useSurface } from './surface.js';
import { words } from './words.js';

const PAUSE_BEFORE_ASKING_MS = 200;

/** A select whose options the app suggests while one types. */
export function ExternalSelect(props: ControlProps): JSX.Element {
  const { element, blockId, id } = props;
  const surface = useSurface();
  const known = element.initial_option ? [choiceOf(element.initial_option)] : [];
  const [choices, setChoices] = useState<readonly Choice[]>(known);
  const [query, setQuery] = useState<string | null>(null);
  const chosen = choices.find(({ value }) => value === first(props.value));
  const least = element.min_query_length ?? 3;

  useEffect(() => {
    if (query === null || query.length < least) return undefined;
    const timer = setTimeout(() => {
      act('suggestOptions', {
        userId: surface.userId,
        container: surface.container,
        blockId,
        actionId: element.action_id,
        query,
      }).then(
        (options) => setChoices((options as unknown as (Option | OptionGroup)[]).flatMap(flatten)),
        () => setChoices([]),
      );
    }, PAUSE_BEFORE_ASKING_MS);
    return () => clearTimeout(timer);
  }, [query]);

  const list = useListbox(query === null ? [] : choices, (choice) => {
    props.onChange(choice.value);
    setQuery(null);
  });
  return (
    <div class="combobox">
      <input
        {...ariaOf(props)}
        {...list.inputAttributes(`${id}-options`)}
        role="combobox"
        aria-expanded={list.items.length > 0}
        class="field"
        autoComplete="off"
        value={query ?? chosen?.text ?? first(props.value)}
        placeholder={words(element.placeholder) || 'Type to search…'}
        onFocus={() => setQuery(chosen?.text ?? '')}
        onBlur={() => setQuery(null)}
        onInput={({ currentTarget }) => setQuery(currentTarget.value)}
        onKeyDown={list.onKeyDown}
      />
      <Listbox id={`${id}-options`} label="Suggestions" list={list} render={({ text }) => text} />
    </div>
  );
}

function flatten(given: Option | OptionGroup): Choice[] {
  return 'options' in given ? given.options.map(choiceOf) : [choiceOf(given)];
}
