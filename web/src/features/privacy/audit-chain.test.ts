import { describe, expect, it } from 'vitest';
import { chainHash } from '../../../../server/storage/audit-log.ts';
import { followChain } from './audit-chain.ts';
import type { AuditRow } from './privacy-api.ts';

/** The log of a team as its server would send it, newest first. */
function logOf(count: number): AuditRow[] {
  const rows: AuditRow[] = [];
  let before = '';
  for (let seq = 1; seq <= count; seq++) {
    const detail = { role: 'lead', leads: seq, note: 'ñ “x”', last: null };
    const said = {
      seq,
      at: 1000 + seq,
      actor: seq % 2 ? 'u1' : null,
      kind: 'member.role_changed' as const,
      subject: `s${seq}`,
    };
    before = chainHash(before, { tenant_id: 't1', ...said, detail: JSON.stringify(detail) });
    rows.unshift({ ...said, detail, hash: before });
  }
  return rows;
}
const follow = (rows: AuditRow[], tenant = 't1') => followChain(globalThis.crypto as Crypto, tenant, rows);

describe('the chain of the audit log', () => {
  it('is followed as the server makes it, to the first entry or as far as was read', async () => {
    const rows = logOf(5);
    expect(await follow(rows)).toEqual({ kind: 'whole', rows: 5, from: 1 });
    expect(await follow(rows.slice(0, 3))).toEqual({ kind: 'whole', rows: 3, from: 3 });
    expect(await follow([])).toEqual({ kind: 'empty' });
  });

  it('breaks where an entry was changed, removed, or comes from another team', async () => {
    const rows = logOf(5);
    const changed = rows.map((row) => (row.seq === 3 ? { ...row, actor: 'u9' } : row));
    expect(await follow(changed)).toEqual({ kind: 'broken', at: 3 });
    expect(await follow(rows.filter(({ seq }) => seq !== 4))).toEqual({ kind: 'broken', at: 5 });
    expect(await follow(rows, 't2')).toEqual({ kind: 'broken', at: 5 });
  });
});
