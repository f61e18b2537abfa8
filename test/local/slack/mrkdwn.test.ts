import { parseMrkdwn, type Piece } from '../../../src/local/slack/page/mrkdwn-parser.js';

function piecesOf(text: string, verbatim = false): readonly Piece[] {
  return parseMrkdwn(text, verbatim).flatMap((section) =>
    section.kind === 'preformatted' ? [] : section.pieces,
  );
}

const text = (content: string): Piece => ({ kind: 'text', text: content });

test.each<[string, readonly Piece[]]>([
  ['a *b* c', [text('a '), { kind: 'bold', pieces: [text('b')] }, text(' c')]],
  ['*_b_*', [{ kind: 'bold', pieces: [{ kind: 'italic', pieces: [text('b')] }] }]],
  ['2*3*4 and snake_case_name', [text('2*3*4 and snake_case_name')]],
  ['`a *b*`', [{ kind: 'code', text: 'a *b*' }]],
  [
    '<@U1> in <#C1|team>',
    [{ kind: 'user', id: 'U1' }, text(' in '), { kind: 'channel', id: 'C1' }],
  ],
  ['<!here>', [{ kind: 'broadcast', id: 'here' }]],
  ['<https://a.b/c|see>', [{ kind: 'link', url: 'https://a.b/c', text: 'see' }]],
  ['<javascript:alert(1)|see>', [text('see')]],
  ['&lt;@U1&gt; &amp;amp;', [text('<@U1> &amp;')]],
  ['a\nb', [text('a'), { kind: 'break' }, text('b')]],
])('%s', (source, pieces) => {
  expect(piecesOf(source)).toEqual(pieces);
});

test('bare addresses become links unless the text is verbatim', () => {
  const link = { kind: 'link', url: 'https://a.b', text: 'https://a.b' };
  expect(piecesOf('see https://a.b.')).toEqual([text('see '), link, text('.')]);
  expect(piecesOf('see https://a.b.', true)).toEqual([
    text('see '),
    text('https://a.b'),
    text('.'),
  ]);
});

test('quotations and preformatted lines are sections of their own', () => {
  expect(parseMrkdwn('a\n&gt; b\n```c &lt; d```')).toEqual([
    { kind: 'paragraph', pieces: [text('a')] },
    { kind: 'quote', pieces: [text('b')] },
    { kind: 'preformatted', text: 'c < d' },
  ]);
});
