import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFieldCipher, fieldKeysIn, type FieldKey } from '../../storage/field-cipher.ts';
import { openStorage } from '../../storage/open-storage.ts';
import { personCodec } from '../../storage/person-codec.ts';
import { findRecord } from '../../storage/records.ts';
import { insertTenant } from '../../storage/tenants.ts';
import { createPokes } from '../../sync/pokes.ts';
import { push } from '../../sync/push.ts';
import { viewerOf } from '../../sync/viewer.ts';
import { runCommand } from '../../testing/run-command.ts';
import { createTestDatabase, STORE } from '../../testing/stores.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'leadlight-privacy-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function place(name: string) {
  const dataDir = join(folder, name);
  mkdirSync(dataDir);
  const url = STORE === 'postgres' ? await createTestDatabase() : null;
  const env: Record<string, string> = { DATA_DIR: dataDir, PORT: '1', ...(url === null ? {} : { DATABASE_URL: url }) };
  const open = (keys: readonly FieldKey[] = fieldKeysIn(dataDir)) => {
    const database = url === null ? null : { url, poolSize: 2 };
    return openStorage({ dataDir, database }, personCodec(createFieldCipher(keys)));
  };
  return { dataDir, env, open };
}
type Place = Awaited<ReturnType<typeof place>>;

/** A team of one admin with two leads. */
async function fill({ open }: Place): Promise<void> {
  const { storage, release } = await open();
  await storage.asSystem((db) =>
    insertTenant(db, { id: 't', name: 'T', rev: 0, min_rev: 0, epoch: 'e', created_at: 1 }),
  );
  const viewer = viewerOf({ tenantId: 't', userId: 'u', role: 'admin', scopeRev: 1, seesUnassigned: true });
  const put = { kind: 'put', base: {}, hlc: '0000000000001-0000-c' };
  const message = { conversationId: 'c', from: 'lead', channel: 'sms', sentAt: '2026-11-01T10:00:00.000Z' };
  const ann = { name: 'Annabel Quartz', email: 'ann@quartz.example' };
  const pushed = await push({ storage, pokes: createPokes(), clock: () => 5 }, viewer, 'c', [
    { ...put, seq: 1, id: 'o1', entity: 'lead', rid: 'ann', parent: null, set: ann },
    { ...put, seq: 2, id: 'o2', entity: 'lead', rid: 'bo', parent: null, set: { name: 'Bo Flint' } },
    { ...put, seq: 3, id: 'o3', entity: 'message', rid: 'm', parent: 'bo', set: { ...message, text: 'Bo Flint here' } },
  ]);
  if (!pushed.ok || pushed.results.some(({ status }) => status !== 'applied')) throw new Error(JSON.stringify(pushed));
  await release();
}

async function leadsIn(at: Place, keys?: readonly FieldKey[]) {
  const { storage, release } = await at.open(keys);
  try {
    return await storage.inTenant('t', async (db) => ({
      ann: await findRecord(db, 't', 'lead', 'ann'),
      bo: await findRecord(db, 't', 'lead', 'bo'),
    }));
  } finally {
    await release();
  }
}

test(
  'a person is exported and erased by the command, and a restore with the list of erasures erases again',
  {
    timeout: 120_000,
  },
  async () => {
    const here = await place('here');
    await fill(here);
    const file = join(folder, 'backup');
    expect(await runCommand('backup', [file], here.env)).toMatchObject({ code: 0, err: '' });

    const page = join(folder, 'ann.html');
    const exported = await runCommand('privacy', ['export', 'ANN@quartz.example', page], here.env);
    expect(exported).toMatchObject({ code: 0, err: '' });
    expect(readFileSync(page, 'utf8')).toContain('Annabel Quartz');
    const training = join(folder, 'training.jsonl');
    expect(await runCommand('privacy', ['training', 'only', training], here.env)).toMatchObject({ code: 0, err: '' });
    expect(readFileSync(training, 'utf8')).toContain('here');
    expect(readFileSync(training, 'utf8')).not.toContain('Flint');
    const erased = await runCommand('privacy', ['erase', 'ann@quartz.example', 'request'], here.env);
    expect(erased).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(erased.out)).toMatchObject([{ reason: 'request', actor: null, counts: { record: 1, op: 1 } }]);
    expect(erased.out).not.toMatch(/quartz/i);
    const unknown = await runCommand('privacy', ['erase', 'no@body.example', 'request'], here.env);
    expect(unknown).toMatchObject({ code: 1, err: expect.stringContaining('nobody here') });

    // Another machine, with the list and the field keys carried along, and the key file of before the erasure.
    const there = await place('there');
    for (const name of ['erasures', 'field-keys']) copyFileSync(join(here.dataDir, name), join(there.dataDir, name));
    expect(await runCommand('restore', [file], there.env)).toMatchObject({ code: 0, err: '' });
    const { ann, bo } = await leadsIn(there);
    expect(ann).toMatchObject({ erased: true, data: { deleted: true } });
    expect(bo?.data).toMatchObject({ name: 'Bo Flint' });
    const doctor = await runCommand('doctor', [], there.env);
    expect(doctor).toMatchObject({ code: 0, out: expect.stringContaining('audit log of team t') });
  },
);

test(
  'rotate-keys brings all under the first field key, after which the old one is not needed',
  {
    timeout: 120_000,
  },
  async () => {
    const here = await place('here');
    await fill(here);
    const path = join(here.dataDir, 'field-keys');
    const fresh: FieldKey = { kid: 'fresh', key: new Uint8Array(32).fill(9) };
    const line = `fresh:${Buffer.from(fresh.key).toString('base64')}`;
    writeFileSync(path, `${line},${readFileSync(path, 'utf8').trim()}\n`);
    const rotated = await runCommand('rotate-keys', [], here.env);
    expect(rotated).toMatchObject({ code: 0, err: '', out: expect.stringMatching(/^Written anew: [1-9]\d* keys/) });
    expect((await leadsIn(here, [fresh])).ann?.data).toMatchObject({ name: 'Annabel Quartz' });
    expect((await runCommand('rotate-keys', [], here.env)).out).toContain('Written anew: 0 keys');
  },
);

test.each(['privacy', 'rotate-keys'])('%s is told how it is used', { timeout: 60_000 }, async (command) => {
  expect(await runCommand(command, ['x'], {})).toMatchObject({ code: 2, err: expect.stringContaining('Usage:') });
});
