import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';

/** The revision of the workspace, and whether its server can be reached. */
export interface Live {
  readonly revision: number;
  readonly isConnected: boolean;
}

export const LiveContext = createContext<Live>({ revision: 0, isConnected: true });

/**
 * Follows the server's stream of revisions. A hidden tab lets go of it, because a browser grants a
 * server few connections and one may act as several members in as many tabs.
 */
export function useRevisions(): Live {
  const [live, setLive] = useState<Live>({ revision: 0, isConnected: true });
  const [isHidden, setHidden] = useState(document.hidden);
  useEffect(() => {
    const look = (): void => setHidden(document.hidden);
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);
  useEffect(() => {
    if (isHidden) return undefined;
    const stream = new EventSource('/local/changes');
    stream.addEventListener('message', ({ data }: MessageEvent<string>) =>
      setLive({ revision: Number(data), isConnected: true }),
    );
    stream.addEventListener('error', () => setLive((last) => ({ ...last, isConnected: false })));
    return () => stream.close();
  }, [isHidden]);
  return live;
}

interface Loaded<T> {
  readonly key: string;
  readonly value: T;
}

/**
 * What `load` gives, loaded again at every change of the workspace; undefined until the first
 * answer for this `key`. An answer that was overtaken is dropped.
 */
export function useLive<T>(key: string, load: () => Promise<T>): T | undefined {
  const { revision, isConnected } = useContext(LiveContext);
  const [loaded, setLoaded] = useState<Loaded<T>>();
  useEffect(() => {
    let isWanted = isConnected;
    load().then(
      (value) => isWanted && setLoaded({ key, value }),
      () => isWanted && setLoaded(undefined),
    );
    return () => {
      isWanted = false;
    };
  }, [key, revision, isConnected]);
  return loaded?.key === key ? loaded.value : undefined;
}
