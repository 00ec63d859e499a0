import { BlockList, isIP } from 'node:net';
import { plainAddress } from './client-address.ts';

/** Ranges of IPv4 that are not on the public internet (IANA's special-purpose registry, multicast, reserved). */
const NOT_PUBLIC_V4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const;
/** Ranges inside the global unicast 2000::/3 that lead elsewhere: protocols, Teredo, documentation, 6to4. */
const NOT_PUBLIC_V6 = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const;

const forbidden = new BlockList();
for (const [address, bits] of NOT_PUBLIC_V4) forbidden.addSubnet(address, bits, 'ipv4');
for (const [address, bits] of NOT_PUBLIC_V6) forbidden.addSubnet(address, bits, 'ipv6');
const globalUnicast = new BlockList();
globalUnicast.addSubnet('2000::', 3, 'ipv6');

/** True for an IP address on the public internet. What is no address at all is not. */
export function isPublicAddress(address: string): boolean {
  const plain = plainAddress(address);
  const version = isIP(plain);
  if (version === 4) return !forbidden.check(plain, 'ipv4');
  return version === 6 && globalUnicast.check(plain, 'ipv6') && !forbidden.check(plain, 'ipv6');
}
