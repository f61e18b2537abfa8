import { useEffect, useState } from 'preact/hooks';

/** Who looks, and at what; kept in the address, so that reloads, links and Back work. */
export interface Place {
  /** The member acted as. */
  readonly userId: string;
  /** A conversation, or `home` for the app's Home tab. */
  readonly conversationId: string;
  readonly threadTs: string | null;
}

const actorKey = 'acting-as';

export function readPlace(): Place {
  const { pathname, searchParams } = new URL(location.href);
  const [, conversationId = '', anchor = ''] =
    /^\/archives\/(\w+)(?:\/p(\d+))?$/.exec(pathname) ?? [];
  const threadTs = anchor === '' ? null : `${anchor.slice(0, -6)}.${anchor.slice(-6)}`;
  const userId = searchParams.get('as') ?? sessionStorage.getItem(actorKey) ?? '';
  return { userId, conversationId, threadTs };
}

function addressOf({ userId, conversationId, threadTs }: Place): string {
  const anchor = threadTs === null ? '' : `/p${threadTs.replace('.', '')}`;
  const path = conversationId === '' ? '/' : `/archives/${conversationId}${anchor}`;
  return `${path}?as=${encodeURIComponent(userId)}`;
}

export function usePlace(firstUserId: string): [Place, (change: Partial<Place>) => void] {
  const [place, setPlace] = useState(() => ({ ...readPlace(), userId: firstUserId }));
  useEffect(() => {
    const follow = (): void => {
      const read = readPlace();
      setPlace({ ...read, userId: read.userId || firstUserId });
    };
    addEventListener('popstate', follow);
    return () => removeEventListener('popstate', follow);
  }, []);
  const go = (change: Partial<Place>): void => {
    const next = { ...place, threadTs: null, ...change };
    sessionStorage.setItem(actorKey, next.userId);
    history.pushState(null, '', addressOf(next));
    setPlace(next);
  };
  return [place, go];
}
