import { makeHlc } from '../../models/protocol/hlc.ts';
import type { Change, ChangedRow, Op, OpResult, SyncRequest, SyncResponse } from '../../models/protocol/sync.ts';
import { done, failed, type Result } from '../src/errors/result.ts';
import type { SyncTransport, TransportCode } from '../src/sync/sync-transport.ts';

interface Client {
  lastSeq: number;
  ops: Map<number, string>;
}

/**
 * A server of the sync protocol in memory, for tests of the client: sequence numbers, replays, gaps, forks, pages,
 * resets, evictions and refusals as in the protocol's rules. Fields are merged by the last writer only.
 */
export class FakeSyncServer {
  rows = new Map<string, ChangedRow>();
  evictions: Change[] = [];
  clients = new Map<string, Client>();
  epoch = 'e1';
  scope = 's1';
  rev = 0;
  pageSize = 1000;
  requests: SyncRequest[] = [];
  /** Decides what happens to the next requests, in order. */
  script: ('offline' | 'lose answer' | TransportCode)[] = [];
  refuse: (op: Op) => string | null = () => null;
  maxOps = 1000;

  readonly transport: SyncTransport = (request) => {
    this.requests.push(structuredClone(request));
    const next = this.script.shift();
    if (next && next !== 'lose answer') return Promise.resolve(failed(next));
    const answer = this.answer(request);
    return Promise.resolve(next === 'lose answer' ? failed('offline') : answer);
  };

  answer(request: SyncRequest): Result<SyncResponse, TransportCode> {
    if (request.ops.length > this.maxOps) return failed('too_large');
    const client = this.clients.get(request.clientId) ?? { lastSeq: 0, ops: new Map() };
    this.clients.set(request.clientId, client);
    const results: OpResult[] = [];
    for (const op of request.ops) {
      const known = client.ops.get(op.seq);
      if (op.seq <= client.lastSeq && known !== op.id)
        return done({ ok: false, code: 'forked', lastSeq: client.lastSeq });
      if (op.seq > client.lastSeq + 1) return done({ ok: false, code: 'gap', lastSeq: client.lastSeq });
      results.push(this.#take(client, op));
    }
    return done(this.#pull(request, client, results));
  }

  /** A change made elsewhere. */
  put(entity: ChangedRow['entity'], id: string, parent: string | null, data: Record<string, unknown>): void {
    this.#write(entity, id, parent, data, makeHlc(1_800_000_000_000, 0, 'server'), `server-${this.rev + 1}`);
  }

  evict(entity: ChangedRow['entity'], id: string): void {
    this.rows.delete(`${entity}:${id}`);
    this.evictions.push({ entity, id, rev: ++this.rev, evict: true });
  }

  #take(client: Client, op: Op): OpResult {
    const replayed = op.seq <= client.lastSeq || [...client.ops.values()].includes(op.id);
    const code = this.refuse(op);
    client.lastSeq = Math.max(client.lastSeq, op.seq);
    client.ops.set(op.seq, op.id);
    if (replayed) return { seq: op.seq, id: op.id, status: 'replayed' };
    if (code) return { seq: op.seq, id: op.id, status: 'rejected', code };
    this.#write(op.entity, op.rid, op.parent, op.set, op.hlc, op.id);
    return { seq: op.seq, id: op.id, status: 'applied' };
  }

  #write(
    entity: ChangedRow['entity'],
    id: string,
    parent: string | null,
    data: Record<string, unknown>,
    h: string,
    o: string,
  ): void {
    const key = `${entity}:${id}`;
    const old = this.rows.get(key);
    const meta = Object.fromEntries(Object.keys(data).map((field) => [field, { h, o }]));
    this.rows.set(key, {
      entity,
      id,
      rev: ++this.rev,
      owner: 'owner' in data ? (data['owner'] as string | null) : (old?.owner ?? 'u'),
      parent,
      data: { ...old?.data, ...data },
      meta: { ...old?.meta, ...meta },
    });
  }

  #pull(request: SyncRequest, client: Client, results: OpResult[]): SyncResponse {
    const reset =
      (request.epoch !== null && request.epoch !== this.epoch) ||
      (request.scope !== null && request.scope !== this.scope);
    const cursor = reset ? 0 : request.cursor;
    const all = [...this.rows.values(), ...this.evictions].filter((change) => change.rev > cursor);
    const changes = all.sort((a, b) => a.rev - b.rev).slice(0, this.pageSize);
    const more = all.length > changes.length;
    const { epoch, scope } = this;
    const next = more ? (changes.at(-1)?.rev ?? cursor) : this.rev;
    return { ok: true, epoch, scope, lastSeq: client.lastSeq, results, changes, cursor: next, more, reset };
  }
}
