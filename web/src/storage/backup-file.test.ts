import 'fake-indexeddb/auto';
import { argon2id } from 'hash-wasm';
import { expect, it } from 'vitest';
import { newKeys, newLead, newMessage, newNote, storageOn } from '../../testing/test-storage.ts';
import { exportRecords, importRecords, readBackup, removeRecords, sealText } from './backup-file.ts';
import { StretchFailed, type Stretch } from './key-slot.ts';

const stretch: Stretch = async (passphrase, salt, cost) => {
  const { memoryKiB: memorySize, passes: iterations, lanes: parallelism } = cost;
  const options = { password: passphrase, salt, memorySize, iterations, parallelism, hashLength: 32 };
  return new Uint8Array(await argon2id({ ...options, outputType: 'binary' }));
};
const deps = { crypto, stretch };
const quiet = { nowIso: '2026-11-20T10:00:00.000Z', onProgress: () => undefined, signal: new AbortController().signal };

async function filled() {
  const storage = storageOn(await newKeys());
  await storage.edit([newLead('a', 'Dana'), newMessage('m', 'a', 'Oak St?'), newNote('n', 'a', 'porch')]);
  return storage;
}

it('brings everything to another device, sealed, and nothing twice', async () => {
  const text = (await exportRecords(await filled(), quiet))!;
  const made = await sealText(deps, text, 'four odd words here');
  if (!made.ok) throw new Error(made.code);
  const sealed = made.value;
  expect(sealed).not.toMatch(/Dana|Oak/);
  expect(await readBackup(deps, sealed, null)).toEqual({ ok: false, code: 'backup_passphrase' });
  expect(await readBackup(deps, sealed, 'others')).toEqual({ ok: false, code: 'wrong_passphrase' });
  const read = await readBackup(deps, sealed, 'four odd words here');
  expect(read).toEqual(await readBackup(deps, text, null));
  if (!read.ok) return;

  const other = storageOn(await newKeys());
  await other.edit([newLead('a', 'Dana Reyes')]);
  const added = await importRecords(other, read.value, () => undefined);
  expect(added.ok && added.value.map(({ id }) => id)).toEqual(['m', 'n']);
  expect((await other.one('lead', 'a'))?.data.name).toBe('Dana Reyes');
  expect((await other.childrenOf('message', 'a'))[0]?.data.text).toBe('Oak St?');
  expect(await importRecords(other, read.value, () => undefined)).toEqual({ ok: true, value: [] });
  if (added.ok) await removeRecords(other, added.value);
  expect(await other.childrenOf('note', 'a')).toEqual([]);
});

it('refuses a file whole when anything in it is not sound', async () => {
  const good = JSON.parse((await exportRecords(await filled(), quiet))!) as { records: { data: object }[] };
  const bad = (change: (file: typeof good) => void) => {
    const file = structuredClone(good);
    change(file);
    return readBackup(deps, JSON.stringify(file), null);
  };
  for (const broken of [
    bad((file) => Object.assign(file, { version: 2 })),
    bad((file) => Object.assign(file.records[1]!.data, { text: 5 })),
    bad((file) => Object.assign(file.records[1]!.data, { other: 'x' })),
    bad((file) => Object.assign(file.records[1]!, { parent: null })),
    readBackup(deps, 'no json', null),
  ])
    expect(await broken).toMatchObject({ ok: false, code: 'not_a_backup' });
});

it('says so when the device cannot stretch', async () => {
  const weak = { crypto, stretch: () => Promise.reject(new StretchFailed()) };
  expect(await sealText(weak, '{}', 'words')).toEqual({ ok: false, code: 'stretch_failed' });
});

it('stops when it is told to', async () => {
  expect(await exportRecords(await filled(), { ...quiet, signal: AbortSignal.abort() })).toBeNull();
});
