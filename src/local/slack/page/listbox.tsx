import type { ComponentChildren, JSX, TargetedKeyboardEvent } from 'preact';
import { useEffect, useState } from 'preact/hooks';

type TypingElement = HTMLInputElement | HTMLTextAreaElement;

interface ListAttributes {
  readonly 'aria-autocomplete': 'list';
  readonly 'aria-controls': string;
  readonly 'aria-activedescendant'?: string;
}

export interface ListState<T> {
  readonly items: readonly T[];
  readonly activeIndex: number;
  readonly choose: (item: T) => void;
  /** Arrows move, Tab and Enter choose. Returns true when the key was used. */
  readonly onKeyDown: (event: TargetedKeyboardEvent<TypingElement>) => boolean;
  /** What ties a text field to the list with this id. */
  readonly inputAttributes: (listId: string) => ListAttributes;
}

/** Suggestions below or above a text field, moved through with the keyboard. */
export function useListbox<T>(items: readonly T[], choose: (item: T) => void): ListState<T> {
  const [activeIndex, setActiveIndex] = useState(0);
  useEffect(() => setActiveIndex(0), [items.length]);
  const isOpen = items.length > 0;
  return {
    items,
    activeIndex,
    choose,
    onKeyDown: (event) => {
      if (!isOpen) return false;
      const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const active = items[activeIndex];
      if (move !== undefined) setActiveIndex((activeIndex + move + items.length) % items.length);
      else if ((event.key === 'Tab' || event.key === 'Enter') && !event.shiftKey && active) {
        choose(active);
      } else return false;
      event.preventDefault();
      return true;
    },
    inputAttributes: (listId) => ({
      'aria-autocomplete': 'list',
      'aria-controls': listId,
      ...(isOpen && { 'aria-activedescendant': `${listId}-${activeIndex}` }),
    }),
  };
}

export function Listbox<T>(props: {
  readonly id: string;
  readonly label: string;
  readonly list: ListState<T>;
  readonly render: (item: T) => ComponentChildren;
}): JSX.Element {
  const { id, list } = props;
  return (
    <ul
      id={id}
      role="listbox"
      aria-label={props.label}
      class="listbox"
      hidden={list.items.length === 0}
    >
      {list.items.map((item, index) => (
        <li
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === list.activeIndex}
          onMouseDown={(event) => {
            event.preventDefault();
            list.choose(item);
          }}
        >
          {props.render(item)}
        </li>
      ))}
    </ul>
  );
}
