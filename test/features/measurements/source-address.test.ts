import { sourceUrlCheck } from '../../../src/features/measurements/index.js';

const check = sourceUrlCheck({
  allowedHosts: [
    'metrics.example.com',
    '*.internal.example.com',
    'münchen.example',
    '127.0.0.1',
    '8.8.8.8',
  ],
  allowPrivateAddresses: false,
});

test.each([
  'https://metrics.example.com/p95.json?range=1d',
  'http://METRICS.example.com:8080/',
  'https://metrics.example.com./',
  'https://a.internal.example.com/',
  'https://a.b.internal.example.com/',
  'https://xn--mnchen-3ya.example/',
  'https://münchen.example/',
  'http://8.8.8.8/',
])('%s may be asked', (url) => {
  expect(check(url)).toBeNull();
});

test.each([
  ['metrics.example.com', 'The source has an address that is not a URL.'],
  ['', 'The source has an address that is not a URL.'],
  ['ftp://metrics.example.com/', 'The source has an address that is neither http nor https.'],
  ['file:///etc/passwd', 'The source has an address that is neither http nor https.'],
  [
    'https://user:secret@metrics.example.com/',
    'The source has a user name or password in its address.',
  ],
  ['https://user@metrics.example.com/', 'The source has a user name or password in its address.'],
  [
    'https://internal.example.com/',
    'The source is on internal.example.com, a host not on the allow-list.',
  ],
  [
    'https://evilinternal.example.com/',
    'The source is on evilinternal.example.com, a host not on the allow-list.',
  ],
  [
    'https://metrics.example.com.evil.com/',
    'The source is on metrics.example.com.evil.com, a host not on the allow-list.',
  ],
  [
    'https://metrics.example.com@evil.com/',
    'The source has a user name or password in its address.',
  ],
  ['http://127.0.0.1/', 'The source is on 127.0.0.1, whose address is private.'],
  ['http://2130706433/', 'The source is on 127.0.0.1, whose address is private.'],
  ['http://0x7f.1/', 'The source is on 127.0.0.1, whose address is private.'],
  ['http://[::1]/', 'The source is on ::1, a host not on the allow-list.'],
  ['http://10.0.0.1/', 'The source is on 10.0.0.1, a host not on the allow-list.'],
])('%s may not be asked: %s', (url, fault) => {
  expect(check(url)).toBe(fault);
});

test('a private address may be asked when that is allowed', () => {
  const open = sourceUrlCheck({ allowedHosts: ['127.0.0.1'], allowPrivateAddresses: true });
  expect(open('http://127.0.0.1:9090/')).toBeNull();
});

test('nothing may be asked while the allow-list is empty', () => {
  const closed = sourceUrlCheck({ allowedHosts: [], allowPrivateAddresses: true });
  expect(closed('https://example.com/')).toContain('not on the allow-list');
});
