import type { JSX } from 'preact';

function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== '');
  const ends = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return ends.map((word) => /^./u.exec(word ?? '')?.[0] ?? '').join('');
}

function colour(id: string): number {
  return Array.from(id).reduce((sum, sign) => sum + (sign.codePointAt(0) ?? 0), 0) % 8;
}

/** A member's initials on the member's own colour; the app has its sign. */
export function Avatar(props: {
  readonly id: string;
  readonly name: string;
  readonly isApp?: boolean;
  readonly isSmall?: boolean;
}): JSX.Element {
  const classes = ['avatar', `avatar-${colour(props.id)}`];
  if (props.isApp) classes.push('avatar-app');
  if (props.isSmall) classes.push('avatar-small');
  return (
    <span class={classes.join(' ')} aria-hidden="true">
      {initials(props.name)}
    </span>
  );
}
