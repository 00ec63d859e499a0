import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ModelStore, type ModelFile, type ModelPart } from './model-store.ts';

const text = (words: string) => new TextEncoder().encode(words);
const CACHE = 'leadlight-model-files';

async function partOf(url: string, words: string): Promise<ModelPart> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', text(words)));
  const sha256 = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return { url, sha256, bytes: text(words).length };
}
const fileOf = async (name: string, words: string, url = `/assets/${name}`): Promise<ModelFile> => ({
  name,
  parts: [await partOf(url, words)],
});
const keysOf = (files: readonly ModelFile[]) =>
  files.flatMap((file) => file.parts.map((part) => `/model-files/${part.sha256}`)).sort();

/** A server of the given bodies, in pieces of four bytes; it counts what is asked for. */
function serverOf(bodies: Record<string, string>) {
  const asked: string[] = [];
  const fetcher: typeof fetch = (input) => {
    const url = String(input);
    asked.push(url);
    const body = bodies[url];
    if (body === undefined) return Promise.reject(new TypeError('no network'));
    const bytes = text(body);
    const parts = Array.from({ length: Math.ceil(bytes.length / 4) }, (_, i) => bytes.slice(i * 4, i * 4 + 4));
    const stream = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        const part = parts.shift();
        if (part) controller.enqueue(part);
        else controller.close();
      },
    });
    return Promise.resolve(new Response(stream));
  };
  return { asked, fetcher };
}

const storeOn = (fetcher: typeof fetch, storage: Partial<CacheStorage> = caches) =>
  new ModelStore({ caches: storage as CacheStorage, fetcher, crypto, exclusive: (work) => work() });
const nothing = () => undefined;

describe('the model store', () => {
  beforeEach(() => caches.delete(CACHE));
  afterEach(() => caches.delete(CACHE));

  it('fetches with progress the first time, and not at all the second', async () => {
    const files = [await fileOf('a', 'twelve bytes'), await fileOf('b', 'four')];
    const { asked, fetcher } = serverOf({ '/assets/a': 'twelve bytes', '/assets/b': 'four' });
    const shares: number[] = [];
    const first = await storeOn(fetcher).load(files, (share) => shares.push(share));
    expect(first.ok && new TextDecoder().decode(first.value.get('a'))).toBe('twelve bytes');
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares).toContain(0.5);
    expect(shares.at(-1)).toBe(1);
    const second = await storeOn(fetcher).load(files, nothing);
    expect(second.ok && [...second.value.keys()]).toEqual(['a', 'b']);
    expect(asked).toEqual(['/assets/a', '/assets/b']);
  });

  it('goes on with the file that was missing, after a lost connection', async () => {
    const files = [await fileOf('a', 'first'), await fileOf('b', 'second')];
    const bodies: Record<string, string> = { '/assets/a': 'first' };
    const { asked, fetcher } = serverOf(bodies);
    expect(await storeOn(fetcher).load(files, nothing)).toMatchObject({ ok: false, code: 'model_unreachable' });
    bodies['/assets/b'] = 'second';
    expect(await storeOn(fetcher).load(files, nothing)).toMatchObject({ ok: true });
    expect(asked).toEqual(['/assets/a', '/assets/b', '/assets/b']);
  });

  it('goes on with the part that was missing, in the middle of a file', async () => {
    const parts = [
      await partOf('/assets/a.0', 'one '),
      await partOf('/assets/a.1', 'two '),
      await partOf('/assets/a.2', 'three'),
    ];
    const bodies: Record<string, string> = { '/assets/a.0': 'one ', '/assets/a.1': 'two ' };
    const { asked, fetcher } = serverOf(bodies);
    const files = [{ name: 'a', parts }];
    expect(await storeOn(fetcher).load(files, nothing)).toMatchObject({ ok: false, code: 'model_unreachable' });
    bodies['/assets/a.2'] = 'three';
    const shares: number[] = [];
    const whole = await storeOn(fetcher).load(files, (share) => shares.push(share));
    expect(whole.ok && new TextDecoder().decode(whole.value.get('a'))).toBe('one two three');
    expect(asked).toEqual(['/assets/a.0', '/assets/a.1', '/assets/a.2', '/assets/a.2']);
    expect(shares[0]).toBeCloseTo(4 / 13);
    expect(shares.at(-1)).toBe(1);
  });

  it('refuses a file that is not the one named, and keeps nothing of it', async () => {
    const file = await fileOf('a', 'the right one');
    for (const body of ['the wrong one', 'short', 'much longer than the right one']) {
      const { fetcher } = serverOf({ '/assets/a': body });
      expect(await storeOn(fetcher).load([file], nothing)).toMatchObject({ code: 'model_checksum', detail: 'a' });
    }
    expect(await (await caches.open(CACHE)).keys()).toHaveLength(0);
    const gone: typeof fetch = () => Promise.resolve(new Response('no', { status: 404 }));
    expect(await storeOn(gone).load([file], nothing)).toMatchObject({ code: 'model_unreachable' });
  });

  it('fetches a kept file again when it is damaged', async () => {
    const file = await fileOf('a', 'the right one');
    await (await caches.open(CACHE)).put(keysOf([file])[0]!, new Response('rotten'));
    const { asked, fetcher } = serverOf({ '/assets/a': 'the right one' });
    expect(await storeOn(fetcher).load([file], nothing)).toMatchObject({ ok: true });
    expect(asked).toHaveLength(1);
  });

  it('keeps one version: what the app no longer names is removed, what it still names is not fetched again', async () => {
    const runtime = await fileOf('runtime', 'same');
    const old = await fileOf('model', 'version 1');
    const next = await fileOf('model', 'version 2', '/assets/model-2');
    const { asked, fetcher } = serverOf({
      '/assets/runtime': 'same',
      '/assets/model': 'version 1',
      '/assets/model-2': 'version 2',
    });
    await storeOn(fetcher).load([runtime, old], nothing);
    await storeOn(fetcher).load([runtime, next], nothing);
    const keys = (await (await caches.open(CACHE)).keys()).map((key) => new URL(key.url).pathname);
    expect(keys.sort()).toEqual(keysOf([runtime, next]));
    expect(asked).toEqual(['/assets/runtime', '/assets/model', '/assets/model-2']);
  });

  it('works from memory where nothing can be kept', async () => {
    const file = await fileOf('a', 'body');
    const { fetcher } = serverOf({ '/assets/a': 'body' });
    const closed = { open: () => Promise.reject(new DOMException('no', 'SecurityError')) };
    expect(await storeOn(fetcher, closed).load([file], nothing)).toMatchObject({ ok: true });
    const cache = {
      match: () => Promise.resolve(undefined),
      put: () => Promise.reject(new Error('full')),
      keys: () => Promise.resolve([]),
    };
    const full = { open: () => Promise.resolve(cache as unknown as Cache) };
    expect(await storeOn(fetcher, full).load([file], nothing)).toMatchObject({ ok: true });
  });
});
