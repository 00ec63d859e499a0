import { ADMIN, ALL, once, type Entry } from './entry.ts';

/** A team's own models. */
export const MODEL_ROUTES: Record<string, Entry> = {
  'GET /api/models': { who: ALL, tries: once(), own: 200, foreign: 200 },
  'POST /api/models': {
    who: ADMIN,
    tries: (t) => [
      {
        body: {
          name: t.model,
          head: 'text',
          url: 'https://127.0.0.1/model',
          files: { 'config.json': '0'.repeat(64) },
        },
      },
    ],
    own: 409,
    // The name is free in this team; the address is not to be fetched from.
    foreign: 502,
  },
  'GET /api/models/:name/:path{.+}': {
    who: ALL,
    tries: (t) => [{ path: `/api/models/${t.model}/config.json` }],
    own: 200,
    foreign: 404,
  },
  'DELETE /api/models/:name': {
    who: ADMIN,
    tries: (t) => [{ path: `/api/models/${t.model}` }],
    own: 200,
    foreign: 404,
    writes: true,
  },
};
