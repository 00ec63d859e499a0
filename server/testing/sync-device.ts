import type { Entity } from '../../models/protocol/entities.ts';
import { nextHlc, type Hlc } from '../../models/protocol/hlc.ts';
import type { ChangedRow, Change, Op, SyncRequest, SyncResponse } from '../../models/protocol/sync.ts';
import { PROTOCOL_VERSION } from '../../models/protocol/version.ts';

/** Carries one request to the server; a throw is a lost request or a lost answer. */
export type Send = (request: SyncRequest) => Promise<SyncResponse>;

/** A device in tests: follows the client's rules of the sync protocol, in memory. */
export class SyncDevice {
  clientId: string;
  readonly base = new Map<string, ChangedRow>();
  outbox: Op[] = [];
  readonly rejected: { id: string; code: string | undefined }[] = [];
  /** Ids of all ops that were ever made here. */
  readonly made: string[] = [];
  cursor = 0;
  epoch: string | null = null;
  scope: string | null = null;
  resets = 0;
  private seq = 0;
  private round = 0;
  private clock: Hlc | null = null;
  private readonly sent: Op[] = [];
  private readonly wallClock: () => number;
  private readonly newId: () => string;

  constructor(clientId: string, wallClock: () => number, newId: () => string) {
    this.clientId = clientId;
    this.wallClock = wallClock;
    this.newId = newId;
  }

  /** Queues an edit with the writers that this device sees now. */
  edit(entity: Entity, rid: string, parent: string | null, set: Record<string, unknown>, kind: Op['kind'] = 'put'): Op {
    this.clock = nextHlc(this.clock, this.wallClock(), this.clientId);
    const base = Object.fromEntries(Object.keys(set).map((field) => [field, this.writerOf(entity, rid, field)]));
    const op: Op = { seq: ++this.seq, id: this.newId(), entity, rid, kind, set, base, hlc: this.clock, parent };
    this.outbox.push(op);
    this.made.push(op.id);
    return op;
  }

  /** A backup of this device brought to life beside it: the same client id, outbox and numbers. */
  clone(): SyncDevice {
    const copy = new SyncDevice(this.clientId, this.wallClock, this.newId);
    for (const [key, row] of this.base) copy.base.set(key, row);
    copy.outbox = [...this.outbox];
    copy.cursor = this.cursor;
    copy.epoch = this.epoch;
    copy.scope = this.scope;
    copy.seq = this.seq;
    copy.clock = this.clock;
    copy.sent.push(...this.sent);
    return copy;
  }

  /** The request that would go out now. */
  request(limit = 100): SyncRequest {
    const { clientId, epoch, cursor, scope } = this;
    return { clientId, epoch, cursor, scope, schema: PROTOCOL_VERSION, limit, ops: [...this.outbox] };
  }

  /** One whole round: edits out, all pages in, then applied at once. Throws what `send` throws, with nothing applied. */
  async sync(send: Send, limit = 100): Promise<'applied' | 'stale' | 'again' | 'refused'> {
    const round = ++this.round;
    let request = this.request(limit);
    const staged: Change[] = [];
    const refusals: { id: string; code: string | undefined }[] = [];
    let reset = false;
    for (;;) {
      const answer = await send(request);
      if (round !== this.round) return 'stale';
      if (!answer.ok) return this.afterRefusal(answer);
      if (answer.reset) {
        reset = true;
        staged.length = 0;
      }
      staged.push(...answer.changes);
      refusals.push(...answer.results.filter((r) => r.status === 'rejected').map(({ id, code }) => ({ id, code })));
      if (!answer.more) {
        this.apply(staged, reset, answer.lastSeq, refusals);
        this.cursor = answer.cursor;
        this.epoch = answer.epoch;
        this.scope = answer.scope;
        return 'applied';
      }
      request = { ...request, epoch: answer.epoch, scope: answer.scope, cursor: answer.cursor, ops: [] };
    }
  }

  private apply(
    changes: Change[],
    reset: boolean,
    lastSeq: number,
    refusals: { id: string; code: string | undefined }[],
  ) {
    if (reset) {
      this.base.clear();
      this.resets += 1;
    }
    for (const change of changes) {
      const key = `${change.entity}/${change.id}`;
      if ('evict' in change) this.base.delete(key);
      else this.base.set(key, change);
    }
    this.sent.push(...this.outbox.filter((op) => op.seq <= lastSeq));
    this.outbox = this.outbox.filter((op) => op.seq > lastSeq);
    const known = new Set(this.rejected.map(({ id }) => id));
    this.rejected.push(...refusals.filter(({ id }) => !known.has(id)));
  }

  private afterRefusal(answer: Extract<SyncResponse, { ok: false }>): 'again' | 'refused' {
    if (answer.code === 'gap') {
      // The server was restored from a backup: what it has forgotten goes out again.
      const again = this.sent.filter((op) => op.seq > answer.lastSeq);
      this.outbox = [...again, ...this.outbox];
      return 'again';
    }
    if (answer.code !== 'forked') return 'refused';
    this.clientId = `${this.clientId}-${this.newId()}`;
    this.outbox = this.outbox.map((op, index) => ({ ...op, seq: index + 1 }));
    this.seq = this.outbox.length;
    return 'again';
  }

  private writerOf(entity: Entity, rid: string, field: string): string | null {
    const queued = this.outbox.findLast((op) => op.entity === entity && op.rid === rid && field in op.set);
    return queued?.id ?? this.base.get(`${entity}/${rid}`)?.meta[field]?.o ?? null;
  }
}
