import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clientAddress, parseAddressRanges } from './client-address.ts';

const ranges = (text: string) => {
  const list = parseAddressRanges(text);
  if (list === null) throw new Error('not read');
  return list;
};

test.each([
  ['203.0.113.9', '198.51.100.1', '', '203.0.113.9'],
  ['10.0.0.2', '198.51.100.1', '10.0.0.0/8', '198.51.100.1'],
  ['10.0.0.2', '1.1.1.1, 198.51.100.1, 10.0.0.3', '10.0.0.0/8', '198.51.100.1'],
  ['::ffff:10.0.0.2', '::ffff:198.51.100.1', '10.0.0.0/8', '198.51.100.1'],
  ['::1', '2001:db8::7', '::1', '2001:db8::7'],
  ['10.0.0.2', undefined, '10.0.0.0/8', '10.0.0.2'],
  ['10.0.0.2', 'nonsense', '10.0.0.0/8', '10.0.0.2'],
])('from %s with X-Forwarded-For %s and trust in "%s" the client is %s', (socket, header, trusted, client) => {
  expect(clientAddress(socket, header, ranges(trusted))).toBe(client);
});

test('nothing that a client writes into the header makes it another client', () => {
  const address = fc.ipV4();
  const noise = fc.oneof(address, fc.string(), fc.ipV6());
  fc.assert(
    fc.property(fc.array(noise), (forged) => {
      // The proxy puts the address that it sees behind whatever was there.
      const header = [...forged, '198.51.100.1'].join(', ');
      expect(clientAddress('10.0.0.2', header, ranges('10.0.0.2'))).toBe('198.51.100.1');
      expect(clientAddress('198.51.100.1', forged.join(','), ranges('10.0.0.2'))).toBe('198.51.100.1');
    }),
  );
});

test.each(['localhost', '10.0.0.0/33', '10.0.0.0/8/8', '::1/129', '10.0.0.0/-1', 'x/8'])('%s is no range', (text) => {
  expect(parseAddressRanges(text)).toBeNull();
});
