import { clampHlc } from '../../models/protocol/hlc.ts';
import type { Op, OpResult } from '../../models/protocol/sync.ts';
import { appendAudit } from '../storage/audit-log.ts';
import { appendOp, findClient, findOp, findOpById, saveClient, type Client } from '../storage/ledger.ts';
import { namesOf } from '../privacy/person-hashes.ts';
import { isSuppressed } from '../privacy/suppression.ts';
import { isMember } from '../storage/members.ts';
import { findRecord } from '../storage/records.ts';
import { parseOp, refusalOf } from './check-op.ts';
import { isStorable } from './storable.ts';
import { writeTenant, type TenantWrite, type WriteDeps } from './tenant-write.ts';
import type { Viewer } from './viewer.ts';
import { writeRecord } from './write-record.ts';

/** An op of which only what the ledger needs is known to be well-formed. */
export type RawOp = { seq: number; id: string } & Record<string, unknown>;

export type Pushed =
  { ok: true; results: OpResult[] } | { ok: false; code: 'gap' | 'forked' | 'forbidden'; lastSeq: number };

/** Thrown to roll the whole batch back. */
class BatchRefused extends Error {
  readonly code: 'gap' | 'forked' | 'forbidden';
  readonly lastSeq: number;
  constructor(code: 'gap' | 'forked' | 'forbidden', lastSeq: number) {
    super(code);
    this.code = code;
    this.lastSeq = lastSeq;
  }
}

/**
 * Applies a client's ops in the order of their seq, all in one transaction. A gap, a fork or a foreign client refuses
 * the batch; an op that is refused for itself takes its seq, changes nothing and is reported.
 */
export async function push(deps: WriteDeps, viewer: Viewer, clientId: string, ops: readonly RawOp[]): Promise<Pushed> {
  try {
    const results = await writeTenant(deps, viewer.tenantId, async (write) => {
      const client = await clientOf(write, viewer, clientId);
      const before = client.lastSeq;
      const results: OpResult[] = [];
      for (const op of ops) results.push(await pushOne(write, viewer, client, before, op));
      if (client.lastSeq !== before) await saveClient(write.db, client);
      return results;
    });
    return { ok: true, results };
  } catch (error) {
    if (error instanceof BatchRefused) return { ok: false, code: error.code, lastSeq: error.lastSeq };
    throw error;
  }
}

/** Applies ops as the next ones of a client of the server's own, in a transaction that is open. */
export async function pushNext(
  write: TenantWrite,
  viewer: Viewer,
  clientId: string,
  ops: readonly Omit<Op, 'seq'>[],
): Promise<OpResult[]> {
  const client = await clientOf(write, viewer, clientId);
  const results: OpResult[] = [];
  for (const op of ops) {
    const { lastSeq } = client;
    results.push(await pushOne(write, viewer, client, lastSeq, { ...op, seq: lastSeq + 1 }));
  }
  await saveClient(write.db, client);
  return results;
}

async function clientOf(write: TenantWrite, viewer: Viewer, id: string): Promise<Client> {
  const known = await findClient(write.db, id);
  if (known === undefined) {
    const client = { id, tenantId: viewer.tenantId, userId: viewer.userId, lastSeq: 0 };
    await saveClient(write.db, client);
    return client;
  }
  if (known.tenantId !== viewer.tenantId || known.userId !== viewer.userId) throw new BatchRefused('forbidden', 0);
  return known;
}

async function pushOne(
  write: TenantWrite,
  viewer: Viewer,
  client: Client,
  before: number,
  raw: RawOp,
): Promise<OpResult> {
  if (raw.seq <= client.lastSeq) {
    const entry = await findOp(write.db, client.id, raw.seq);
    if (entry?.sent_id !== raw.id) throw new BatchRefused('forked', before);
    return resultOf(raw, entry.status === 'rejected' ? 'rejected' : 'replayed', entry);
  }
  if (raw.seq !== client.lastSeq + 1) throw new BatchRefused('gap', before);
  client.lastSeq = raw.seq;
  const decided = await decide(write, viewer, raw);
  await appendOp(write.db, {
    clientId: client.id,
    seq: raw.seq,
    tenantId: write.tenantId,
    sentId: raw.id,
    payload: decided.refusal?.code === 'erased' ? { erased: true } : raw,
    leadId: leadOf(raw),
    status: decided.status,
    repeated: decided.repeated,
    code: decided.refusal?.code ?? null,
    detail: decided.refusal?.detail ?? null,
    // Every op ends on a revision of its own or of its record: `op.rev <= cursor` then says that it is contained.
    rev: decided.changed ? write.rev() : write.nextRev(),
    at: write.now,
  });
  return resultOf(raw, decided.status, decided.refusal);
}

/** The lead that an op says it is about, however wrong the rest of it is. */
function leadOf(raw: RawOp): string | null {
  const id = raw['entity'] === 'lead' ? raw['rid'] : raw['parent'];
  return typeof id === 'string' && id !== '' && id.length <= 200 && isStorable(id) ? id : null;
}

interface Decided {
  status: 'applied' | 'replayed' | 'rejected';
  refusal: { code: string | null; detail: string | null } | null;
  repeated: boolean;
  changed: boolean;
}

async function decide(write: TenantWrite, viewer: Viewer, raw: RawOp): Promise<Decided> {
  const earlier = await findOpById(write.db, write.tenantId, raw.id);
  if (earlier !== undefined) {
    // A cloned device queued the same edit again under its new client id. The ledger has it: once is enough.
    if (earlier.user_id !== viewer.userId) return { ...rejected({ code: 'invalid', detail: 'id' }), repeated: true };
    if (earlier.status === 'rejected') return { ...rejected(earlier), repeated: true };
    return { status: 'replayed', refusal: null, repeated: true, changed: false };
  }
  const parsed = parseOp(raw);
  if (!parsed.ok) return rejected(parsed.refusal);
  const { op } = parsed;
  const existing = await findRecord(write.db, write.tenantId, op.entity, op.rid);
  const parent = op.parent === null ? undefined : await findRecord(write.db, write.tenantId, 'lead', op.parent);
  const refusal = refusalOf(viewer, op, existing, parent);
  if (refusal !== null) return rejected(refusal);
  if (!(await ownerIsMember(write, op))) return rejected({ code: 'invalid', detail: 'set.owner' });
  if (await bringsBack(write, op)) return rejected({ code: 'erased', detail: 'set' });
  return { status: 'applied', refusal: null, repeated: false, changed: await apply(write, viewer, op, existing) };
}

/** Leads go to active members, or to nobody. */
async function ownerIsMember(write: TenantWrite, op: Op): Promise<boolean> {
  const owner = op.entity === 'lead' ? op.set['owner'] : undefined;
  return typeof owner !== 'string' || isMember(write.db, write.tenantId, owner);
}

/** A phone or an e-mail of somebody who was erased, whether typed or imported, waits for an admin as the CRM's do. */
function bringsBack(write: TenantWrite, op: Op): Promise<boolean> {
  const names = op.entity === 'lead' ? namesOf(op.set) : [];
  if (names.length === 0) return Promise.resolve(false);
  return isSuppressed(write.db, write.tenantId, { names, time: write.now, word: true }, write.now);
}

function rejected(refusal: { code: string | null; detail: string | null }): Decided {
  return { status: 'rejected', refusal, repeated: false, changed: false };
}

async function apply(
  write: TenantWrite,
  viewer: Viewer,
  op: Op,
  existing: Awaited<ReturnType<typeof findRecord>>,
): Promise<boolean> {
  const edit = {
    entity: op.entity,
    id: op.rid,
    parent: op.parent,
    kind: op.kind,
    set: op.set,
    base: op.base,
    opId: op.id,
    hlc: clampHlc(op.hlc, write.now),
    // A view is its writer's, a lead that an agent enters the agent's; others enter for the team.
    owner: op.entity === 'view' || viewer.role === 'agent' ? viewer.userId : null,
  };
  const ownerBefore = existing === undefined ? edit.owner : existing.ownerId;
  const changed = await writeRecord(write, edit, existing);
  if (changed) await write.afterEdit?.(write, edit);
  if (changed && op.entity === 'lead' && 'owner' in op.set) await noteAssignment(write, viewer, op.rid, ownerBefore);
  return changed;
}

/** An assignment that won, as the audit log has those made without a device. */
async function noteAssignment(write: TenantWrite, viewer: Viewer, leadId: string, before: string | null) {
  const owner = (await findRecord(write.db, write.tenantId, 'lead', leadId))?.ownerId ?? null;
  if (owner === before) return;
  const event = { at: write.now, tenantId: write.tenantId, actor: viewer.userId, subject: leadId, detail: { owner } };
  await appendAudit(write.db, { ...event, kind: 'lead.assigned' });
}

function resultOf(
  op: { seq: number; id: string },
  status: OpResult['status'],
  refusal: { code: string | null; detail: string | null } | null,
): OpResult {
  return {
    seq: op.seq,
    id: op.id,
    status,
    ...(refusal?.code ? { code: refusal.code } : {}),
    ...(refusal?.detail ? { detail: refusal.detail } : {}),
  };
}
