import type { App } from '@slack/bolt';
import type { HomeTabs } from './home-tabs.js';

/** Shows the Home tab each time that it is opened. */
export function registerHome(app: App, homeTabs: HomeTabs): void {
  app.event('app_home_opened', async ({ event }) => {
    if (event.tab === 'home') await homeTabs.open(event.user);
  });
}
