import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { FakeSyncServer } from '../../testing/fake-sync-server.ts';
import { newKeys, newLead, newNote, storageOn } from '../../testing/test-storage.ts';
import type { Storage } from '../storage/storage-port.ts';
import { syncRound } from './sync-round.ts';

describe('a sync round', () => {
  let server: FakeSyncServer;
  let storage: Storage;
  const signal = new AbortController().signal;
  const round = (on = storage) => syncRound(on, server.transport, signal);
  const notes = async (on = storage) => (await on.childrenOf('note', 'a')).map((note) => note.data.body).sort();

  beforeEach(async () => {
    server = new FakeSyncServer();
    storage = storageOn(await newKeys());
  });

  it('pushes what waits and pulls what is new', async () => {
    server.put('lead', 'a', null, { name: 'Dana' });
    await storage.edit([newNote('n', 'a', 'call her')]);
    expect(await round()).toMatchObject({ ok: true, value: { again: false } });
    expect(server.rows.get('note:n')?.data['body']).toBe('call her');
    expect((await storage.leads()).map((lead) => lead.data.name)).toEqual(['Dana']);
    expect(await storage.unsynced()).toBe(0);
  });

  it('brings two devices to the same state', async () => {
    const other = storageOn(await newKeys());
    await storage.edit([newLead('a', 'Dana'), newNote('n', 'a', 'one')]);
    await other.edit([newNote('m', 'a', 'two')]);
    await round();
    await round(other);
    await round();
    expect(await notes()).toEqual(['one', 'two']);
    expect(await notes(other)).toEqual(['one', 'two']);
  });

  it('sends an edit whose answer was lost again, and it is there once', async () => {
    await storage.edit([newNote('n', 'a', 'one')]);
    server.script = ['lose answer'];
    expect(await round()).toMatchObject({ ok: false, code: 'offline' });
    expect(await storage.unsynced()).toBe(1);
    expect(await round()).toMatchObject({ ok: true });
    expect(server.clients.get((await storage.position()).clientId)?.lastSeq).toBe(1);
    expect(await notes()).toEqual(['one']);
  });

  it('applies nothing of a pull that breaks off between two pages', async () => {
    for (let i = 0; i < 5; i++) server.put('lead', `l${i}`, null, { name: `${i}` });
    server.pageSize = 2;
    const before = await storage.position();
    const cut = { ...server, answers: 0 };
    const transport: typeof server.transport = (request, s) =>
      ++cut.answers === 2 ? Promise.resolve({ ok: false, code: 'offline' }) : server.transport(request, s);
    expect(await syncRound(storage, transport, signal)).toMatchObject({ ok: false, code: 'offline' });
    expect(await storage.leads()).toEqual([]);
    expect(await storage.position()).toEqual(before);
    await round();
    expect(await storage.leads()).toHaveLength(5);
  });

  it('takes evictions, and starts over when the epoch or the scope changes', async () => {
    server.put('lead', 'a', null, { name: 'Dana' });
    server.put('lead', 'b', null, { name: 'Bo' });
    await round();
    server.evict('lead', 'a');
    await round();
    expect((await storage.leads()).map((lead) => lead.id)).toEqual(['b']);
    server.epoch = 'e2';
    server.rows.delete('lead:b');
    server.put('lead', 'c', null, { name: 'Cy' });
    await round();
    expect((await storage.leads()).map((lead) => lead.id)).toEqual(['c']);
  });

  it('keeps a refused edit aside with its code and goes on with the next', async () => {
    server.refuse = (op) => (op.rid === 'n' ? 'forbidden' : null);
    await storage.edit([newNote('n', 'a', 'mine'), newNote('m', 'a', 'fine')]);
    await round();
    expect(await notes()).toEqual(['fine']);
    expect(await storage.rejected()).toMatchObject([{ code: 'forbidden', op: { set: { body: 'mine' } } }]);
  });

  it('refills a server that was restored from a backup', async () => {
    await storage.edit([newNote('1', 'a', 'one'), newNote('2', 'a', 'two')]);
    await round();
    const clientId = (await storage.position()).clientId;
    server.clients.set(clientId, { lastSeq: 0, ops: new Map() });
    server.rows.clear();
    server.epoch = 'e2';
    await storage.edit([newNote('3', 'a', 'three')]);
    expect(await round()).toMatchObject({ ok: true });
    expect([...server.rows.keys()].sort()).toEqual(['note:1', 'note:2', 'note:3']);
    expect(await notes()).toEqual(['one', 'three', 'two']);
  });

  it('takes a new client id when the device was cloned, and loses nothing', async () => {
    await storage.edit([newNote('1', 'a', 'one')]);
    const { clientId } = await storage.position();
    server.clients.set(clientId, { lastSeq: 1, ops: new Map([[1, 'someone else']]) });
    expect(await round()).toMatchObject({ ok: true });
    expect((await storage.position()).clientId).not.toBe(clientId);
    expect(server.rows.get('note:1')?.data['body']).toBe('one');
  });

  it('sends fewer ops at a time when the server finds them too many', async () => {
    await storage.edit(Array.from({ length: 30 }, (_, i) => newNote(`${i}`, 'a', `${i}`)));
    server.maxOps = 12;
    while ((await storage.unsynced()) > 0) expect(await round()).toMatchObject({ ok: true });
    expect(server.rows.size).toBe(30);
  });

  it('stops at what a person must settle and keeps the outbox', async () => {
    await storage.edit([newNote('1', 'a', 'one')]);
    server.script = ['unauthorised', 'server', 'unexpected_answer'];
    expect(await round()).toMatchObject({ code: 'unauthorised' });
    expect(await round()).toMatchObject({ code: 'server' });
    expect(await round()).toMatchObject({ code: 'unexpected_answer' });
    expect(await storage.unsynced()).toBe(1);
    const version = () =>
      Promise.resolve({ ok: true as const, value: { ok: false as const, code: 'version' as const, lastSeq: 0 } });
    expect(await syncRound(storage, version, signal)).toMatchObject({ code: 'version' });
    const gap = () =>
      Promise.resolve({ ok: true as const, value: { ok: false as const, code: 'gap' as const, lastSeq: 5 } });
    expect(await syncRound(storage, gap, signal)).toMatchObject({ code: 'resync' });
  });

  it('does not ask for ever when the server takes nothing', async () => {
    await storage.edit([newNote('1', 'a', 'one')]);
    const deaf: typeof server.transport = (request) => Promise.resolve(server.answer({ ...request, ops: [] }));
    expect(await syncRound(storage, deaf, signal)).toMatchObject({ code: 'unexpected_answer' });
  });

  it('drops the answer when it is stopped', async () => {
    const stop = new AbortController();
    const transport: typeof server.transport = (request, s) => {
      stop.abort();
      return server.transport(request, s);
    };
    server.put('lead', 'a', null, { name: 'Dana' });
    expect(await syncRound(storage, transport, stop.signal)).toMatchObject({ code: 'aborted' });
    expect(await storage.leads()).toEqual([]);
  });
});
