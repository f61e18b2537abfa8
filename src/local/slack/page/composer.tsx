import type { JSX, TargetedKeyboardEvent } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { ShownWorkspace } from '../acting/acting.js';
import { act } from './api.js';
import { Listbox, useListbox } from './listbox.js';
import { type Suggestion, suggestionsFor, wordBefore } from './suggestions.js';

interface Props {
  readonly workspace: ShownWorkspace;
  readonly channelId: string;
  /** For example `Message #team-payments`. */
  readonly label: string;
  /** The thread that is answered; commands do not work there. */
  readonly threadTs?: string;
}

/** Where messages and slash commands are typed: Enter sends, Shift+Enter begins a line. */
export function Composer(props: Props): JSX.Element {
  const { workspace, channelId, threadTs } = props;
  const [text, setText] = useState('');
  const [caret, setCaret] = useState(0);
  const [isListClosed, setListClosed] = useState(false);
  const [fault, setFault] = useState('');
  const [running, setRunning] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  const listId = useId();

  useEffect(() => field.current?.focus(), [channelId, threadTs, workspace.me.id]);
  useEffect(() => {
    const element = field.current;
    if (!element) return;
    element.style.height = 'auto';
    element.style.height = `${element.scrollHeight}px`;
  }, [text]);

  const edit = (value: string, position: number): void => {
    setText(value);
    setCaret(position);
    setListClosed(false);
    setFault('');
  };
  const complete = ({ insert }: Suggestion): void => {
    const start = caret - wordBefore(text, caret).length;
    const before = `${text.slice(0, start)}${insert} `;
    edit(`${before}${text.slice(caret).trimStart()}`, before.length);
    setListClosed(true);
    field.current?.focus();
  };
  const suggestions = isListClosed ? [] : suggestionsFor(text, caret, workspace);
  const list = useListbox(suggestions, complete);
  const typedCommand = /^\/\S+(?=\s)/.exec(text)?.[0];
  const hinted = workspace.commands.find(({ command }) => command === typedCommand);

  const send = (): void => {
    const typed = text.trim();
    if (typed === '') return;
    const [, command, rest = ''] = /^(\/\S+)\s*([\s\S]*)$/.exec(typed) ?? [];
    const isCommand = command !== undefined && threadTs === undefined;
    const who = { userId: workspace.me.id, channelId };
    edit('', 0);
    if (isCommand) setRunning(command);
    const sent = isCommand
      ? act('slashCommand', { ...who, command, text: rest })
      : act('sendMessage', { ...who, text: typed, ...(threadTs !== undefined && { threadTs }) });
    sent
      .catch((error: unknown) => {
        edit(typed, typed.length);
        setFault(`Not sent: ${(error as Error).message}`);
      })
      .finally(() => setRunning(''));
  };

  const onKeyDown = (event: TargetedKeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.isComposing) return;
    const isComplete = suggestions.length === 1 && suggestions[0]?.insert === text.trim();
    if (!(event.key === 'Enter' && isComplete) && list.onKeyDown(event)) return;
    if (event.key === 'Escape') setListClosed(true);
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      send();
    }
  };
  return (
    <div class="composer">
      <Listbox
        id={listId}
        label="Suggestions"
        list={list}
        render={({ title, hint, detail }) => (
          <>
            <strong>{title}</strong> <span class="usage">{hint}</span>
            <small>{detail}</small>
          </>
        )}
      />
      {hinted && suggestions.length === 0 && (
        <p class="composer-hint">
          <strong>{hinted.command}</strong> <span class="usage">{hinted.usageHint}</span>
        </p>
      )}
      <div class="composer-field">
        <textarea
          ref={field}
          rows={1}
          aria-label={props.label}
          placeholder={props.label}
          value={text}
          {...list.inputAttributes(listId)}
          onInput={({ currentTarget }) => edit(currentTarget.value, currentTarget.selectionStart)}
          onSelect={({ currentTarget }) => setCaret(currentTarget.selectionStart)}
          onKeyDown={onKeyDown}
        />
        <button
          type="button"
          class="send"
          aria-label="Send"
          disabled={text.trim() === ''}
          onClick={send}
        >
          <svg viewBox="0 0 20 20" aria-hidden="true">
            <path d="M3 3.5 17.5 10 3 16.5l1.8-5.2L11 10 4.8 8.7Z" />
          </svg>
        </button>
      </div>
      <p class="composer-status" role="status">
        {fault || (running && `${running} is running…`)}
      </p>
    </div>
  );
}
