import { afterEach, beforeEach } from 'vitest';
import { makeHlc } from '../../models/protocol/hlc.ts';
import type { Op, SyncOk, SyncRequest } from '../../models/protocol/sync.ts';
import { putMember } from '../storage/members.ts';
import type { Role } from '../storage/schema.ts';
import { sync } from '../sync/sync.ts';
import { viewerOf, type Viewer } from '../sync/viewer.ts';
import { createTestServer, TENANT, type TestServer } from './test-server.ts';

/** A fresh server with its admin for each test of a file, and the requests and edits of devices. */
export function useSyncWorld() {
  let server: TestServer;
  let admin: Viewer;
  beforeEach(async () => {
    server = await createTestServer();
    admin = await member('admin', 'ada');
  });
  afterEach(() => server.close());

  async function member(role: Role, id: string): Promise<Viewer> {
    const userId = await server.auth.putAccount({ email: `${id}@leadlight.test`, name: id, password: 'password-1' });
    await putMember(server.db, TENANT, userId, role);
    return viewerOf({ tenantId: TENANT, userId, role, scopeRev: 1, seesUnassigned: true });
  }

  const request = (over: Partial<SyncRequest> = {}): SyncRequest => ({
    clientId: 'phone',
    epoch: 'epoch-1',
    cursor: 0,
    scope: null,
    schema: 1,
    limit: 100,
    ops: [],
    ...over,
  });
  let serial = 0;
  const op = (seq: number, over: Partial<Op> = {}): Op => ({
    seq,
    id: `op-${seq}-${++serial}`,
    entity: 'lead',
    rid: 'lead-1',
    kind: 'put',
    set: { name: 'Ann' },
    base: {},
    hlc: makeHlc(server.time.now, serial % 65_536, 'phone'),
    parent: null,
    ...over,
  });
  const note = (seq: number, over: Partial<Op> = {}) =>
    op(seq, { entity: 'note', rid: `note-${seq}`, parent: 'lead-1', set: { body: 'called' }, ...over });

  /** The answer to a request that is taken; throws the code of one that is refused. */
  async function ok(viewer: Viewer, over: Partial<SyncRequest>): Promise<SyncOk> {
    const answer = await sync(server, viewer, request(over));
    if (!answer.ok) throw new Error(answer.code);
    return answer;
  }

  return {
    member,
    request,
    op,
    note,
    ok,
    get server() {
      return server;
    },
    get admin() {
      return admin;
    },
  };
}

/** What an answer brings, an eviction as `evict <id>`. */
export const namesIn = (answer: SyncOk) => answer.changes.map((c) => ('evict' in c ? `evict ${c.id}` : c.id));
