import * as v from 'valibot';
import { ENTITIES, FIELDS, ROOTS, type Entity, type RecordOf } from '../../../models/protocol/entities.ts';
import { done, failed, type Result } from '../errors/result.ts';
import { normalised, orStretchFailed, STRETCH_COST, wrappingKey, type Stretch } from './key-slot.ts';
import { Sealer } from './seal.ts';
import type { Edit, Storage, StorageCode } from './storage-port.ts';

const FORMAT = 'leadlight-records';
const SEALED_FORMAT = 'leadlight-sealed';
const LABEL = 'export';
/** Records that are written at once. */
const BATCH = 400;
/** A file that asks for more than this is not one of ours: it would only exhaust the device. */
const MOST_MEMORY_KIB = 262_144;
const MOST_PASSES = 10;

const Record_ = v.object({
  entity: v.picklist(ENTITIES),
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  parent: v.nullable(v.pipe(v.string(), v.minLength(1), v.maxLength(200))),
  data: v.record(v.string(), v.unknown()),
});
type BackupRecord = v.InferOutput<typeof Record_>;
const Plain = v.object({ format: v.literal(FORMAT), version: v.literal(1), records: v.array(Record_) });
const Sealed = v.object({
  format: v.literal(SEALED_FORMAT),
  version: v.literal(1),
  kdf: v.object({
    name: v.literal('argon2id'),
    salt: v.string(),
    memoryKiB: v.pipe(v.number(), v.integer(), v.minValue(8), v.maxValue(MOST_MEMORY_KIB)),
    passes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_PASSES)),
    lanes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(4)),
  }),
  /** Base64 of a sealed record: version, IV, ciphertext. */
  box: v.string(),
});

export type BackupCode = 'not_a_backup' | 'backup_passphrase' | 'wrong_passphrase' | 'stretch_failed';

/** Only the server sets these: a device that sent them would be refused. */
const SERVER_FIELDS = ['crmId'];

/** Every record of the account as JSON text, the leads first; null when `signal` was aborted. */
export async function exportRecords(
  storage: Storage,
  { nowIso, onProgress, signal }: { nowIso: string; onProgress: (share: number) => void; signal: AbortSignal },
): Promise<string | null> {
  const leads = await storage.leads();
  const records: string[] = leads.map((lead) => recordText('lead', lead.id, null, lead.data));
  for (const view of await storage.all('view')) records.push(recordText('view', view.id, null, view.data));
  const children = ENTITIES.filter((entity): entity is Exclude<Entity, 'lead'> => !ROOTS.has(entity));
  for (const [at, lead] of leads.entries()) {
    if (signal.aborted) return null;
    for (const entity of children)
      for (const row of await storage.childrenOf(entity, lead.id))
        records.push(recordText(entity, row.id, row.parent, row.data));
    onProgress((at + 1) / leads.length);
  }
  const head = JSON.stringify({ format: FORMAT, version: 1, exportedAt: nowIso });
  return `${head.slice(0, -1)},"records":[\n${records.join(',\n')}\n]}\n`;
}

const recordText = (entity: Entity, id: string, parent: string | null, data: RecordOf[Entity]): string =>
  JSON.stringify({ entity, id, parent, data } satisfies { [K in keyof BackupRecord]: unknown });

/** The same, sealed with AES-256-GCM under argon2id of a passphrase. */
export async function sealText(
  deps: { crypto: Crypto; stretch: Stretch },
  text: string,
  passphrase: string,
): Promise<Result<string, 'stretch_failed'>> {
  const salt = deps.crypto.getRandomValues(new Uint8Array(16));
  const raw = await orStretchFailed(() => deps.stretch(normalised(passphrase), salt, STRETCH_COST));
  if ('ok' in raw) return raw;
  const key = await wrappingKey(deps.crypto, raw);
  const box = await new Sealer(key, deps.crypto).sealBytes(new TextEncoder().encode(text), LABEL);
  const kdf = { name: 'argon2id' as const, salt: toBase64(salt), ...STRETCH_COST };
  const file: v.InferOutput<typeof Sealed> = { format: SEALED_FORMAT, version: 1, kdf, box: toBase64(box) };
  return done(JSON.stringify(file));
}

/**
 * Reads what was exported, plain or sealed. Refused whole when any record is not sound: `backup_passphrase` where one is
 * needed, `wrong_passphrase` where it does not open the file.
 */
export async function readBackup(
  deps: { crypto: Crypto; stretch: Stretch },
  text: string,
  passphrase: string | null,
): Promise<Result<BackupRecord[], BackupCode>> {
  const value = jsonOf(text);
  const sealed = v.safeParse(Sealed, value);
  if (!sealed.success) return soundRecords(value);
  if (passphrase === null) return failed('backup_passphrase');
  const { kdf, box } = sealed.output;
  const [salt, bytes] = [fromBase64(kdf.salt), fromBase64(box)];
  if (!salt || salt.length < 8 || !bytes) return failed('not_a_backup');
  const raw = await orStretchFailed(() => deps.stretch(normalised(passphrase), salt, kdf));
  if ('ok' in raw) return raw;
  const key = await wrappingKey(deps.crypto, raw);
  const opened = await new Sealer(key, deps.crypto).openBytes(bytes, LABEL).catch(() => null);
  return opened ? soundRecords(jsonOf(new TextDecoder().decode(opened))) : failed('wrong_passphrase');
}

/** Writes records that this device does not have; what is here stays as it is. Returns how many came, and their ids. */
export async function importRecords(
  storage: Storage,
  records: readonly BackupRecord[],
  onProgress: (share: number) => void,
): Promise<Result<BackupRecord[], StorageCode>> {
  const added: BackupRecord[] = [];
  const ordered = [...records].sort((a, b) => Number(a.entity !== 'lead') - Number(b.entity !== 'lead'));
  for (let at = 0; at < ordered.length; at += BATCH) {
    const batch = ordered.slice(at, at + BATCH);
    const known = await Promise.all(batch.map(({ entity, id }) => storage.one(entity, id)));
    const fresh = batch.filter((_, i) => known[i] === null);
    const saved = fresh.length > 0 ? await storage.edit(fresh.map(editOf)) : done([]);
    if (!saved.ok) return saved;
    added.push(...fresh);
    onProgress(Math.min(1, (at + BATCH) / ordered.length));
  }
  return done(added);
}

/** Takes back what `importRecords` added. */
export async function removeRecords(storage: Storage, records: readonly BackupRecord[]): Promise<void> {
  for (let at = 0; at < records.length; at += BATCH) {
    const batch = records.slice(at, at + BATCH);
    await storage.edit(batch.map(({ entity, id, parent }) => ({ entity, id, parent, set: { deleted: true } }) as Edit));
  }
}

function editOf({ entity, id, parent, data }: BackupRecord): Edit {
  const set = Object.fromEntries(Object.entries(data).filter(([field]) => !SERVER_FIELDS.includes(field)));
  return { entity, id, parent, set } as Edit;
}

function soundRecords(value: unknown): Result<BackupRecord[], BackupCode> {
  const parsed = v.safeParse(Plain, value);
  if (!parsed.success) return failed('not_a_backup');
  const { records } = parsed.output;
  const at = records.findIndex((record) => !isSound(record));
  return at < 0 ? done(records) : failed('not_a_backup', `(${at + 1})`);
}

function isSound({ entity, parent, data }: BackupRecord): boolean {
  const schemas: Record<string, v.GenericSchema> = FIELDS[entity].entries;
  const fields = Object.entries(data);
  const known = fields.every(([field, value]) => Object.hasOwn(schemas, field) && v.is(schemas[field]!, value));
  return known && fields.length > 0 && ROOTS.has(entity) === (parent === null);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
  } catch {
    return null;
  }
}
