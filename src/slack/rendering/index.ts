export { joinMessages } from './join-messages.js';
export { readModalState, renderModal } from './modal.js';
export { createRenderer, type MessageRenderer, type RenderedMessage } from './renderer.js';
