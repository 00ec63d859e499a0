import type { AuditRow } from './privacy-api.ts';

/**
 * `from`: the oldest entry that was followed to; 1 is the beginning. `brokenAt`: the first entry, counted from the
 * newest, that is missing or does not follow from the one before it.
 */
export type ChainState =
  { kind: 'empty' } | { kind: 'whole'; rows: number; from: number } | { kind: 'broken'; at: number };

/**
 * Follows the server's audit log on this device: each entry's hash is SHA-256, hex, over the hash before it and all that
 * it says. The oldest entry given is checked only when it is the first of all: what it follows is not here.
 */
export async function followChain(
  crypto: Crypto,
  tenant: string,
  newestFirst: readonly AuditRow[],
): Promise<ChainState> {
  if (newestFirst.length === 0) return { kind: 'empty' };
  for (const [index, row] of newestFirst.entries()) {
    const before = newestFirst[index + 1];
    if (before === undefined && row.seq !== 1) break;
    const follows = before === undefined || before.seq === row.seq - 1;
    if (!follows || row.hash !== (await hashOf(crypto, tenant, before?.hash ?? '', row))) {
      return { kind: 'broken', at: row.seq };
    }
  }
  return { kind: 'whole', rows: newestFirst.length, from: newestFirst.at(-1)?.seq ?? 1 };
}

async function hashOf(crypto: Crypto, tenant: string, before: string, row: AuditRow): Promise<string> {
  const said = [before, tenant, row.seq, row.at, row.actor, row.kind, row.subject, JSON.stringify(row.detail)];
  const bytes = new TextEncoder().encode(JSON.stringify(said));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
