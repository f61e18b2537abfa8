import { render } from 'preact';
import { act } from './api.js';
import { Page } from './page.js';
import { readPlace } from './place.js';

const root = document.getElementById('page');
if (!root) throw new Error('The page has no place to be drawn in');
const { userId } = await act('memberToActAs', { preferred: readPlace().userId });
render(<Page firstUserId={userId} />, root);
