import { once, type Entry } from './entry.ts';

/** The server itself: health, the app, its own description. */
export const SERVER_ROUTES: Record<string, Entry> = {
  'GET /healthz': { who: 'public', tries: once(), own: 200, foreign: 200 },
  'GET /readyz': { who: 'public', tries: once(), own: 200, foreign: 200 },
  'GET *': { who: 'public', tries: () => [{ path: '/' }], own: 503, foreign: 503 },
  'GET /api/openapi.json': { who: 'public', tries: once(), own: 200, foreign: 200 },
  'GET /api/docs': { who: 'public', tries: once(), own: 200, foreign: 200 },
  'GET /api/docs/style.css': { who: 'public', tries: once(), own: 200, foreign: 200 },
};
