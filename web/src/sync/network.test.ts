import { describe, expect, it, vi } from 'vitest';
import type { SyncRequest } from '../../../models/protocol/sync.ts';
import { backOff } from './back-off.ts';
import { wait } from './browser-sync.ts';
import { readPokes } from './poke-stream.ts';
import { httpTransport } from './sync-transport.ts';

const request: SyncRequest = { clientId: 'c', epoch: null, cursor: 0, scope: null, schema: 1, limit: 1, ops: [] };
const answer =
  (status: number, body: unknown): typeof fetch =>
  () =>
    Promise.resolve(new Response(typeof body === 'string' ? body : JSON.stringify(body), { status }));
const ask = (fetcher: typeof fetch) => httpTransport(fetcher)(request, new AbortController().signal);

describe('the transport', () => {
  it('hands on an answer of the protocol, also one that refuses', async () => {
    const ok = {
      ok: true,
      epoch: 'e',
      scope: 's',
      lastSeq: 0,
      results: [],
      changes: [],
      cursor: 0,
      more: false,
      reset: false,
    };
    expect(await ask(answer(200, ok))).toEqual({ ok: true, value: ok });
    const gap = { ok: false, code: 'gap', lastSeq: 3 };
    expect(await ask(answer(409, gap))).toEqual({ ok: true, value: gap });
  });

  it('makes every failure a result with a code', async () => {
    expect(await ask(() => Promise.reject(new TypeError('no network')))).toMatchObject({ code: 'offline' });
    expect(await ask(answer(401, {}))).toMatchObject({ code: 'unauthorised' });
    expect(await ask(answer(403, {}))).toMatchObject({ code: 'forbidden' });
    expect(await ask(answer(413, {}))).toMatchObject({ code: 'too_large' });
    expect(await ask(answer(502, 'bad gateway'))).toMatchObject({ code: 'server' });
    expect(await ask(answer(200, '<html>'))).toMatchObject({ code: 'unexpected_answer' });
  });
});

describe('the poke stream', () => {
  const stream = (chunks: string[]) => new Response(new Blob(chunks).stream(), { status: 200 });

  it('reads pokes across chunks, skips comments and nonsense, and reconnects until it is stopped', async () => {
    const stop = new AbortController();
    const revs: number[] = [];
    const answers = [
      stream(['event: poke\ndata: {"re', 'v":4}\n\n: still here\n\ndata: nonsense\n\ndata: {"rev":5}\n\n']),
    ];
    const fetcher = () => {
      const next = answers.shift();
      return next ? Promise.resolve(next) : Promise.reject(new TypeError('gone'));
    };
    const waited = vi.fn((_millis: number) => {
      if (waited.mock.calls.length === 3) stop.abort();
      return Promise.resolve();
    });
    await readPokes({ fetcher, random: () => 0, wait: waited }, (rev) => revs.push(rev), stop.signal);
    expect(revs).toEqual([4, 5]);
    expect(waited.mock.calls.map(([millis]) => millis)).toEqual([500, 1000, 2000]);
  });

  it('ends at 401', async () => {
    const deps = { fetcher: answer(401, {}), random: () => 0, wait: () => Promise.reject(new Error('never')) };
    await readPokes(deps, () => undefined, new AbortController().signal);
  });
});

describe('waiting', () => {
  it('backs off by doubling, with chance in the upper half, up to a limit', () => {
    expect([0, 1, 2].map((attempt) => backOff(attempt, () => 0))).toEqual([500, 1000, 2000]);
    expect(backOff(1, () => 1)).toBe(2000);
    expect(backOff(50, () => 1)).toBe(60_000);
  });

  it('ends at once when aborted', async () => {
    await wait(60_000, AbortSignal.abort());
    const stop = new AbortController();
    const waiting = wait(60_000, stop.signal);
    stop.abort();
    await waiting;
  });
});
