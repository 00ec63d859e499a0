import { BlockList, isIP } from 'node:net';

/** Reads addresses and ranges (`10.0.0.0/8, ::1`); null when one is neither. */
export function parseAddressRanges(text: string): BlockList | null {
  const list = new BlockList();
  for (const part of text.split(/[\s,]+/).filter(Boolean)) {
    const [address = '', bits, more] = part.split('/');
    const family = familyOf(address);
    const longest = family === 'ipv4' ? 32 : 128;
    if (family === null || more !== undefined) return null;
    if (bits !== undefined && (!/^\d{1,3}$/.test(bits) || Number(bits) > longest)) return null;
    list.addSubnet(address, bits === undefined ? longest : Number(bits), family);
  }
  return list;
}

/** `::ffff:1.2.3.4` is the same place as `1.2.3.4`. */
export function plainAddress(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  return mapped?.[1] ?? address;
}

/**
 * The address of the client: the socket's, or where that is a trusted proxy the nearest address in `X-Forwarded-For`
 * that is no trusted proxy. What a client writes into that header itself stands further left and is never reached.
 */
export function clientAddress(
  socket: string | undefined,
  forwardedFor: string | undefined,
  trusted: BlockList,
): string | undefined {
  if (socket === undefined) return undefined;
  let address = plainAddress(socket);
  const hops = (forwardedFor ?? '').split(',').map((hop) => plainAddress(hop.trim()));
  while (isIn(trusted, address)) {
    const hop = hops.pop();
    if (hop === undefined || isIP(hop) === 0) break;
    address = hop;
  }
  return address;
}

function isIn(list: BlockList, address: string): boolean {
  const family = familyOf(address);
  return family !== null && list.check(address, family);
}

function familyOf(address: string): 'ipv4' | 'ipv6' | null {
  const version = isIP(address);
  return version === 0 ? null : version === 4 ? 'ipv4' : 'ipv6';
}
