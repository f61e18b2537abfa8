import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { InputValues } from '../acting/inputs.js';
import { act } from './api.js';
import type { Block } from './block-types.js';
import { Blocks } from './blocks.js';
import { useLive } from './live.js';
import { SurfaceContext, withValue } from './surface.js';

/** The app's Home tab as the member sees it. */
export function Home(props: { readonly userId: string; readonly appName: string }): JSX.Element {
  const { userId } = props;
  const [values, setValues] = useState<InputValues>({});
  const home = useLive(`home ${userId}`, () => act('home', { userId }));
  useEffect(() => {
    act('openHome', { userId }).catch(() => undefined);
  }, [userId]);

  if (!home) {
    return (
      <div class="home">
        <p class="empty">{home === null && `${props.appName} has put nothing here yet.`}</p>
      </div>
    );
  }
  const surface = {
    userId,
    container: { viewId: home.id },
    values,
    errors: {},
    setValue: (blockId: string, actionId: string, value: string | readonly string[] | null) =>
      setValues((all) => withValue(all, blockId, actionId, value)),
  };
  return (
    <section class="home" aria-label={`${props.appName} Home`}>
      <div class="home-content">
        <SurfaceContext.Provider value={surface}>
          <Blocks blocks={home.blocks as unknown as readonly Block[]} />
        </SurfaceContext.Provider>
      </div>
    </section>
  );
}
