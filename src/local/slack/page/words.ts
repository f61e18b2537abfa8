import type { TextObject } from './block-types.js';
import { withEmoji } from './emoji.js';

/** The words of a text object, for labels. */
export function words(object: TextObject | string | undefined): string {
  return withEmoji(typeof object === 'string' ? object : (object?.text ?? ''));
}
