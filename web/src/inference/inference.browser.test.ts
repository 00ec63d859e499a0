import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Conversation } from '../../../models/conversation.ts';
import { newKeys, newLead, newMessage, storageOn } from '../../testing/test-storage.ts';
import type { Storage } from '../storage/storage-port.ts';
import { AnalysisClient } from './analysis-client.ts';
import { AnalysisQueue, type QueueState } from './analysis-queue.ts';

const NOW = '2026-11-20T12:00:00.000Z';
const makeWorker = () => new Worker(new URL('./analysis.worker.ts', import.meta.url), { type: 'module' });
const conversation = (text: string): Conversation => ({
  id: 'c',
  leadId: 'l',
  channel: 'sms',
  messages: [{ id: 'm', from: 'lead', text, sentAt: '2026-11-20T10:00:00Z' }],
});
const fresh = () => new AbortController().signal;

describe('the analysis worker', () => {
  const clients: AnalysisClient[] = [];
  afterEach(() => {
    for (const client of clients.splice(0)) client.stop();
  });
  const clientOn = (storage: Storage, worker = makeWorker) => {
    const client = new AnalysisClient(worker, storage.textCache, { model: false });
    clients.push(client);
    return client;
  };

  it('analyses a conversation and says what read it', async () => {
    const client = clientOn(storageOn(await newKeys()));
    expect(await client.warm()).toMatchObject({ source: 'rules' });
    const answer = await client.analyse(conversation('We are pre-approved. Can we see Oak St today?'), NOW, fresh());
    expect(answer).toMatchObject({ ok: true, analyser: { source: 'rules' }, analysis: { leadId: 'l' } });
    if (!answer.ok) return;
    expect(answer.analysis.messages[0]?.intents).toContain('showing');
    expect(answer.analysis.headline).not.toBe('');
  });

  it('keeps text analyses through the storage port and uses them in a new worker', async () => {
    const storage = storageOn(await newKeys());
    const set = vi.spyOn(storage.textCache, 'set');
    const first = clientOn(storage);
    await first.analyse(conversation('is it still available?'), NOW, fresh());
    expect(set).toHaveBeenCalledTimes(1);
    first.stop();
    await clientOn(storage).analyse(conversation('is it still available?'), NOW, fresh());
    expect(set).toHaveBeenCalledTimes(1);
  });

  it('answers a cancelled call without throwing', async () => {
    const client = clientOn(storageOn(await newKeys()));
    expect(await client.analyse(conversation('hi'), NOW, AbortSignal.abort())).toMatchObject({ code: 'cancelled' });
    const stop = new AbortController();
    const waiting = client.analyse(conversation('hello there'), NOW, stop.signal);
    stop.abort();
    expect((await waiting).ok === true || (await waiting)).toBeTruthy();
  });

  it('returns a failure of the pipeline as a result', async () => {
    const client = clientOn(storageOn(await newKeys()));
    const broken = { ...conversation('x'), messages: null } as unknown as Conversation;
    expect(await client.analyse(broken, NOW, fresh())).toMatchObject({ ok: false, code: 'analysis_failed' });
  });

  it('says when the worker is lost, and starts another for the next call', async () => {
    const dying = () => new Worker(URL.createObjectURL(new Blob(['throw new Error("died")'])));
    let made = 0;
    const client = clientOn(storageOn(await newKeys()), () => (made++ === 0 ? dying() : makeWorker()));
    expect(await client.analyse(conversation('hi'), NOW, fresh())).toMatchObject({ code: 'worker_lost' });
    expect(await client.analyse(conversation('hi'), NOW, fresh())).toMatchObject({ ok: true });
  });
});

describe('the analysis queue', () => {
  const queues: AnalysisQueue[] = [];
  afterEach(async () => {
    await Promise.all(queues.splice(0).map((queue) => queue.stop()));
  });
  function queueOn(storage: Storage, worker = makeWorker, maxAgeMs = 3600_000, now = NOW): AnalysisQueue {
    const queue = new AnalysisQueue({
      storage,
      client: new AnalysisClient(worker, storage.textCache, { model: false }),
      nowIso: () => now,
      maxAgeMs,
    });
    queues.push(queue);
    return queue;
  }
  const idle = (queue: AnalysisQueue) => vi.waitFor(() => expect(queue.state).toMatchObject({ total: 0 }), 10_000);

  it('analyses what is stale, then what changes, and shows how far it is', async () => {
    const storage = storageOn(await newKeys());
    await storage.edit([newLead('a', 'Ana'), newMessage('m', 'a', 'Hi'), newLead('empty', 'Nobody')]);
    const queue = queueOn(storage);
    const seen: QueueState[] = [];
    queue.subscribe((state) => seen.push(state));
    queue.start();
    await vi.waitFor(async () => expect(await storage.summaries()).toHaveLength(1), 10_000);
    await storage.edit([newMessage('m2', 'a', 'We are pre-approved, can we see it today?', '2026-11-20T11:00:00Z')]);
    await vi.waitFor(async () => {
      const [summary] = await storage.summaries();
      expect(summary).toMatchObject({
        messages: 2,
        lastMessageAt: '2026-11-20T11:00:00Z',
        lastFrom: 'lead',
        source: 'rules',
      });
    }, 10_000);
    await idle(queue);
    expect((await storage.stale()).map((lead) => lead.leadId)).toEqual(['empty']);
    expect(seen.some((state) => state.total > 0 && state.analyser?.source === 'rules')).toBe(true);
  });

  it('takes the open lead before all others', async () => {
    const storage = storageOn(await newKeys());
    const ids = Array.from({ length: 40 }, (_, i) => `lead-${String(i).padStart(2, '0')}`);
    await storage.edit(ids.flatMap((id) => [newLead(id, id), newMessage(`m-${id}`, id, `hello from ${id}`)]));
    const saved: string[] = [];
    const save = storage.saveAnalyses.bind(storage);
    vi.spyOn(storage, 'saveAnalyses').mockImplementation((entries) => {
      saved.push(...entries.map((entry) => entry.leadId));
      return save(entries);
    });
    const queue = queueOn(storage);
    queue.prefer('lead-39');
    queue.start();
    await vi.waitFor(() => expect(saved).toHaveLength(40), 10_000);
    expect(saved.slice(0, 3)).toContain('lead-39');
  });

  it('makes an aged analysis again, because silence and due times move', async () => {
    const storage = storageOn(await newKeys());
    await storage.edit([newLead('a', 'Ana'), newMessage('m', 'a', 'Hi, is it available?')]);
    const first = queueOn(storage);
    first.start();
    await vi.waitFor(async () => expect(await storage.summaries()).toHaveLength(1), 10_000);
    await idle(first);
    queueOn(storage, makeWorker, 3600_000, '2026-11-25T12:00:00.000Z').start();
    await vi.waitFor(async () => {
      expect((await storage.summaries())[0]?.analysedAt).toBe('2026-11-25T12:00:00.000Z');
    }, 10_000);
  });

  it('has the worker forget what it read once a lead is erased, and not for any other change', async () => {
    const storage = storageOn(await newKeys());
    await storage.edit([newLead('a', 'Ana'), newMessage('m', 'a', 'Hi, is it available?')]);
    const forget = vi.spyOn(AnalysisClient.prototype, 'forget');
    const queue = queueOn(storage);
    queue.start();
    await vi.waitFor(async () => expect(await storage.summaries()).toHaveLength(1), 10_000);
    await storage.edit([newMessage('m2', 'a', 'Hello?')]);
    await idle(queue);
    expect(forget).not.toHaveBeenCalled();
    await storage.edit([{ entity: 'lead', id: 'a', parent: null, set: { deleted: true } }]);
    await vi.waitFor(() => expect(forget).toHaveBeenCalled(), 10_000);
    forget.mockRestore();
  });

  it('names the leads that could not be analysed or stored, and goes on with the others', async () => {
    const storage = storageOn(await newKeys());
    await storage.edit([newLead('a', 'Ana'), newMessage('m', 'a', 'Hi')]);
    const dying = queueOn(storage, () => new Worker(URL.createObjectURL(new Blob(['throw new Error("died")']))));
    dying.start();
    await vi.waitFor(() => expect(dying.state.failures.get('a')).toBe('worker_lost'), 10_000);
    vi.spyOn(storage, 'saveAnalyses').mockResolvedValue({ ok: false, code: 'storage_full' });
    const full = queueOn(storage);
    full.start();
    await vi.waitFor(() => expect(full.state.failures.get('a')).toBe('storage_full'), 10_000);
  });
});
