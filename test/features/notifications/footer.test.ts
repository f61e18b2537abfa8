import { footerOf, messageTypes } from '../../../src/features/notifications/index.js';

const footerBelow = (template: string, to = 'U0BEN') =>
  footerOf({ id: 'entry-1', to, message: { template, view: {} } });

test('a notice in a direct message can be had later; in a channel it cannot', () => {
  expect(footerBelow('tasks/notice-assigned')).toMatchObject({
    template: 'notifications/footer',
    view: { actions: { later: { value: 'entry-1' } } },
  });
  expect(footerBelow('tasks/notice-assigned', 'C0PLATFORM')).toBeNull();
});

test('a question keeps the buttons of its own only, and what answers it has nothing for later', () => {
  const ofOffers = ['offer', 'accepted', 'declined', 'withdrawn'];
  expect(ofOffers.map((outcome) => footerBelow(`assignments/${outcome}`))).toEqual(
    ofOffers.map(() => null),
  );
  const decided = Object.keys(messageTypes).filter((template) => /\/decided/.test(template));
  expect(decided).toHaveLength(7);
  expect(decided.map((template) => footerBelow(template))).toEqual(decided.map(() => null));
});
