import * as v from 'valibot';

/** Where the app stands in a frame of GoHighLevel; the server sends this page without isolation. */
export const FRAMED_PAGE = '/ghl';

const Answer = v.object({ message: v.literal('REQUEST_USER_DATA_RESPONSE'), payload: v.string() });
const Opened = v.object({ token: v.string() });

/**
 * Asks the page around who is looking. What it answers is encrypted for the server; nothing secret is sent, so any
 * parent may be asked: which pages may be one is the server's `frame-ancestors`.
 * @returns the encrypted answer, or null when none comes in time.
 */
export function askGhl(window: Window, signal: AbortSignal): Promise<string | null> {
  return new Promise((resolve) => {
    const end = (payload: string | null) => {
      window.removeEventListener('message', onMessage);
      resolve(payload);
    };
    const onMessage = (event: MessageEvent) => {
      if (event.source !== window.parent) return;
      const answer = v.safeParse(Answer, event.data);
      if (answer.success) end(answer.output.payload);
    };
    window.addEventListener('message', onMessage);
    signal.addEventListener('abort', () => end(null));
    window.parent.postMessage({ message: 'REQUEST_USER_DATA' }, '*');
  });
}

/**
 * A `fetch` that signs in with what GHL says and carries the bearer token, because a framed page gets no cookie. When
 * the session has ended it asks again, once a request. A sign-in that is refused is the answer to every request.
 */
export function ghlFetcher(fetcher: typeof fetch, ask: () => Promise<string | null>): typeof fetch {
  let session: Promise<string | Response> | null = null;
  async function open(): Promise<string | Response> {
    const payload = await ask();
    if (payload === null) return Response.json({ code: 'not_in_ghl' }, { status: 403 });
    const response = await fetcher('/api/ghl/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ payload }),
    });
    if (!response.ok) return response;
    const opened = v.safeParse(Opened, await response.json());
    return opened.success ? opened.output.token : Response.json({}, { status: 502 });
  }
  return async (input, init) => {
    for (let attempt = 0; ; attempt++) {
      const mine = (session ??= open());
      const forget = () => {
        if (session === mine) session = null;
      };
      const token = await mine.catch((error: unknown) => {
        forget();
        throw error;
      });
      if (typeof token !== 'string') {
        forget();
        return token.clone();
      }
      const headers = new Headers(init?.headers);
      headers.set('authorization', `Bearer ${token}`);
      const response = await fetcher(input, { ...init, headers });
      if (response.status !== 401) return response;
      forget();
      if (attempt === 1) return response;
    }
  };
}
