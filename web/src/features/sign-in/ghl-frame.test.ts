import { beforeEach, describe, expect, it } from 'vitest';
import { askGhl, ghlFetcher } from './ghl-frame.ts';

describe('the page in a frame of GHL', () => {
  let calls: [string, string | null][];
  let answers: Response[];
  const fetcher: typeof fetch = (input, init) => {
    calls.push([String(input), new Headers(init?.headers).get('authorization')]);
    const answer = answers.shift();
    return answer ? Promise.resolve(answer) : Promise.reject(new TypeError('no network'));
  };
  const opened = (token: string) => Response.json({ token }, { status: 201 });
  const framed = (payload: string | null = 'sealed') => ghlFetcher(fetcher, () => Promise.resolve(payload));
  beforeEach(() => {
    calls = [];
    answers = [];
  });

  it('signs in once and carries the token', async () => {
    answers = [opened('t1'), Response.json({ a: 1 }), Response.json({ b: 2 })];
    const send = framed();
    await send('/api/me');
    expect(await (await send('/sync', { method: 'POST' })).json()).toEqual({ b: 2 });
    expect(calls).toEqual([
      ['/api/ghl/session', null],
      ['/api/me', 'Bearer t1'],
      ['/sync', 'Bearer t1'],
    ]);
  });

  it('signs in again when the session has ended, but not for ever', async () => {
    const ended = () => Response.json({}, { status: 401 });
    answers = [opened('t1'), ended(), opened('t2'), Response.json({ ok: true })];
    const send = framed();
    expect((await send('/api/me')).status).toBe(200);
    answers = [ended(), opened('t3'), ended()];
    expect((await send('/api/me')).status).toBe(401);
    expect(answers).toEqual([]);
  });

  it('hands on why it was refused, and tries again with the next request', async () => {
    answers = [Response.json({ code: 'ghl_user_unknown' }, { status: 403 }), opened('t1'), Response.json({})];
    const send = framed();
    expect(await (await send('/api/me')).json()).toEqual({ code: 'ghl_user_unknown' });
    expect((await send('/api/me')).status).toBe(200);
    expect(await (await framed(null)('/api/me')).json()).toEqual({ code: 'not_in_ghl' });
  });

  it('fails as any request does without a network, and recovers', async () => {
    const send = framed();
    await expect(send('/api/me')).rejects.toThrow('no network');
    answers = [opened('t1'), Response.json({})];
    expect((await send('/api/me')).status).toBe(200);
  });

  it('believes only the page around it', async () => {
    const listeners = new Set<(event: unknown) => void>();
    const asked: unknown[] = [];
    const parent = { postMessage: (message: unknown) => asked.push(message) };
    const window = {
      parent,
      addEventListener: (_type: string, listener: (event: unknown) => void) => listeners.add(listener),
      removeEventListener: (_type: string, listener: (event: unknown) => void) => listeners.delete(listener),
    } as unknown as Window;
    const tell = (source: unknown, data: unknown) => [...listeners].forEach((listener) => listener({ source, data }));
    const answer = askGhl(window, new AbortController().signal);
    expect(asked).toEqual([{ message: 'REQUEST_USER_DATA' }]);
    tell({}, { message: 'REQUEST_USER_DATA_RESPONSE', payload: 'forged' });
    tell(parent, { message: 'something else' });
    tell(parent, { message: 'REQUEST_USER_DATA_RESPONSE', payload: 'sealed' });
    expect(await answer).toBe('sealed');
    expect(listeners.size).toBe(0);
    const stop = new AbortController();
    const silent = askGhl(window, stop.signal);
    stop.abort();
    expect(await silent).toBeNull();
  });
});
