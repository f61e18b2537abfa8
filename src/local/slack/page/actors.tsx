import type { JSX } from 'preact';
import type { ShownWorkspace } from '../acting/acting.js';
import { Avatar } from './avatar.js';

/** The rail on which one chooses whom to act as. */
export function Actors(props: {
  readonly workspace: ShownWorkspace;
  readonly onChoose: (userId: string) => void;
}): JSX.Element {
  const { workspace } = props;
  return (
    <nav class="actors" aria-label="Act as">
      <p class="actors-title" aria-hidden="true">
        Act as
      </p>
      <ul>
        {workspace.people
          .filter(({ isBot }) => !isBot)
          .map((person) => (
            <li>
              <button
                type="button"
                class="actor"
                aria-current={person.id === workspace.me.id}
                aria-label={`Act as ${person.realName}${person.title && `, ${person.title}`}${
                  person.unread > 0 ? `, ${person.unread} unread` : ''
                }`}
                title={`${person.realName}${person.title && ` · ${person.title}`}`}
                onClick={() => props.onChoose(person.id)}
              >
                <Avatar id={person.id} name={person.realName} />
                {person.unread > 0 && person.id !== workspace.me.id && (
                  <span class="actor-unread" />
                )}
              </button>
            </li>
          ))}
      </ul>
    </nav>
  );
}
