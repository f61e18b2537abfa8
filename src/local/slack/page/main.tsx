import { render } from 'preact';
import { act } from './api.js';
import { Page } from './page.js';

const root = document.getElementById('page');
if (!root) throw new Error('The page has no place to be drawn in');
const { userId } = await act('firstMember', {});
render(<Page firstUserId={userId} />, root);
