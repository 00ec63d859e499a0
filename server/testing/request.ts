import type { TestServer } from './test-server.ts';

/** Sends JSON to a route of a test server, as the app's own page would. */
export function requester(server: Pick<TestServer, 'app'>) {
  return async (method: string, path: string, cookie: string | null, body?: unknown, headers = {}) => {
    const response = await server.app.request(path, {
      method,
      headers: {
        origin: 'http://localhost',
        ...(cookie === null ? {} : { cookie }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const json: unknown = text.startsWith('{') ? JSON.parse(text) : null;
    return { status: response.status, body: json as Record<string, unknown> & { code?: string }, response };
  };
}
