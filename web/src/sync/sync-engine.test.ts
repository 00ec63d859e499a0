import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeSyncServer } from '../../testing/fake-sync-server.ts';
import { newKeys, newNote, storageOn } from '../../testing/test-storage.ts';
import type { PullToApply, Storage } from '../storage/storage-port.ts';
import { wait } from './browser-sync.ts';
import { SyncEngine, type SyncEngineDeps } from './sync-engine.ts';

describe('the sync engine', () => {
  let server: FakeSyncServer;
  let storage: Storage;
  let poke: (rev: number) => void = () => undefined;
  const running: SyncEngine[] = [];

  beforeEach(async () => {
    server = new FakeSyncServer();
    storage = storageOn(await newKeys());
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((engine) => engine.stop()));
  });

  function start(overrides: Partial<SyncEngineDeps> = {}): SyncEngine {
    const engine = new SyncEngine({
      storage,
      transport: server.transport,
      readPokes: (onRev, signal) => {
        poke = onRev;
        return wait(60_000, signal);
      },
      whileLeading: (work) => work(),
      channel: null,
      nowIso: () => '2026-11-20T10:00:00.000Z',
      random: () => 0,
      wait,
      intervalMs: 60_000,
      ...overrides,
    });
    running.push(engine);
    engine.start();
    return engine;
  }

  it('syncs at start, after an edit and after a poke', async () => {
    const engine = start();
    await vi.waitFor(() => expect(engine.state.kind).toBe('idle'));
    await storage.edit([newNote('n', 'a', 'x')]);
    await vi.waitFor(() => expect(server.rows.has('note:n')).toBe(true));
    await vi.waitFor(() => expect(engine.state).toMatchObject({ kind: 'idle', unsynced: 0 }));
    server.put('lead', 'b', null, { name: 'Bo' });
    poke(server.rev);
    await vi.waitFor(async () => expect(await storage.leads()).toHaveLength(1));
  });

  it('sends an edit that comes between the end of a round and its being told', async () => {
    let looks = 0;
    const racing = new Proxy(storage, {
      get(target, name: keyof Storage) {
        // The news of the edit finds it counted already.
        if (name === 'subscribe') return () => () => undefined;
        if (name === 'apply') return (pull: PullToApply) => target.apply(pull).finally(() => (looks ||= 1));
        if (name !== 'unsynced') return (target[name] as () => unknown).bind(target);
        return async () => {
          // First the round's own look, then the one for the state to show.
          if (looks > 0 && looks++ === 2) await target.edit([newNote('n', 'a', 'x')]);
          return target.unsynced();
        };
      },
    });
    const engine = start({ storage: racing });
    await vi.waitFor(() => expect(server.rows.has('note:n')).toBe(true));
    await vi.waitFor(() => expect(engine.state).toMatchObject({ kind: 'idle', unsynced: 0 }));
  });

  it('says offline and since when, counts what waits, and catches up when nudged', async () => {
    server.script = ['offline', 'offline', 'offline'];
    const engine = start();
    await vi.waitFor(() => expect(engine.state.kind).toBe('offline'));
    await storage.edit([newNote('n', 'a', 'x')]);
    await vi.waitFor(() => expect(engine.state).toMatchObject({ unsynced: 1, since: '2026-11-20T10:00:00.000Z' }));
    await vi.waitFor(() => {
      engine.nudge();
      expect(engine.state).toMatchObject({ kind: 'idle', unsynced: 0 });
    });
  });

  it('pauses at 401, keeps the outbox, and goes on after a new sign-in', async () => {
    server.script = ['unauthorised'];
    await storage.edit([newNote('n', 'a', 'x')]);
    const engine = start();
    await vi.waitFor(() => expect(engine.state).toMatchObject({ kind: 'paused', code: 'unauthorised', unsynced: 1 }));
    engine.nudge();
    expect(server.requests).toHaveLength(1);
    engine.resume();
    await vi.waitFor(() => expect(engine.state).toMatchObject({ kind: 'idle', unsynced: 0 }));
  });

  it('tries again by itself after a failure of the server', async () => {
    server.script = ['server'];
    const waits: number[] = [];
    const engine = start({
      wait: (millis, signal) => {
        waits.push(millis);
        return wait(millis < 10_000 ? 1 : millis, signal);
      },
    });
    await vi.waitFor(() => expect(server.requests.length).toBeGreaterThan(1));
    await vi.waitFor(() => expect(engine.state.kind).toBe('idle'));
    expect(waits).toContain(1000);
  });

  it('lets one tab lead: the other hands on its nudges and shows the leader’s state', async () => {
    const name = crypto.randomUUID();
    const leader = start({ channel: new BroadcastChannel(name) });
    const other = start({ channel: new BroadcastChannel(name), whileLeading: (_, signal) => wait(60_000, signal) });
    await vi.waitFor(() => expect(leader.state.kind).toBe('idle'));
    const before = server.requests.length;
    other.nudge();
    await vi.waitFor(() => expect(server.requests.length).toBeGreaterThan(before));
    server.script = ['unauthorised'];
    other.nudge();
    await vi.waitFor(() => expect(other.state.kind).toBe('paused'));
    other.resume();
    await vi.waitFor(() => expect(leader.state.kind).toBe('idle'));
    await vi.waitFor(() => expect(other.state.kind).toBe('idle'));
  });

  it('tells its listeners and stops telling when they leave', async () => {
    const engine = start();
    const kinds: string[] = [];
    const stop = engine.subscribe((state) => kinds.push(state.kind));
    await vi.waitFor(() => expect(engine.state.kind).toBe('idle'));
    stop();
    const before = kinds.length;
    engine.nudge();
    await vi.waitFor(() => expect(server.requests.length).toBeGreaterThan(1));
    expect(kinds).toHaveLength(before);
  });
});
