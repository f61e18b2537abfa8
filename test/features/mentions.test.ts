import {
  findChannelMention,
  findMemberMention,
  parseChannel,
} from '../../src/features/mentions.js';

test.each([
  ['<@U12AB|ana>', { slackId: 'U12AB', name: 'ana', rest: '' }],
  ['<@W12AB>', { slackId: 'W12AB', name: null, rest: '' }],
  ['T-3 <@U12AB|ana lima> please', { slackId: 'U12AB', name: 'ana lima', rest: 'T-3 please' }],
  ['<@U1> <@U2>', { slackId: 'U1', name: null, rest: '<@U2>' }],
])('a member is found in %j', (text, found) => {
  expect(findMemberMention(text)).toEqual(found);
});

test.each(['', '@ana', 'U12AB', '<#C12AB|ana>', '<@u12>', '<!channel>', '&lt;@U12AB&gt;'])(
  'no member is found in %j',
  (text) => {
    expect(findMemberMention(text)).toBeNull();
  },
);

test('a channel is found beside other words', () => {
  expect(findChannelMention('new <#C12AB|platform>')).toEqual({
    slackId: 'C12AB',
    name: 'platform',
    rest: 'new',
  });
});

test.each([
  ['<#C12AB|platform>', 'C12AB'],
  [' G12AB ', 'G12AB'],
  ['#platform', null],
  ['<#C12AB> and more', null],
  ['<@U12AB>', null],
  ['', null],
])('%j names the channel %j', (text, id) => {
  expect(parseChannel(text)).toBe(id);
});
