import { ADMIN, ALL, nextSerial, once, type Entry } from './entry.ts';

/** Alerts, devices, webhooks out. */
export const ALERT_ROUTES: Record<string, Entry> = {
  'GET /api/alerts/settings': { who: ALL, tries: once(), own: 200, foreign: 200 },
  'PUT /api/alerts/settings': { who: ALL, tries: once({ push: true }), own: 200, foreign: 200, writes: true },
  'GET /api/alerts/team': { who: ADMIN, tries: once(), own: 200, foreign: 200 },
  'PUT /api/alerts/team': { who: ADMIN, tries: once({ level: 'ready' }), own: 200, foreign: 200, writes: true },
  'GET /api/push/key': { who: ALL, tries: once(), own: 409, foreign: 409 },
  'GET /api/push/subscriptions': { who: ALL, tries: once(), own: 200, foreign: 200 },
  'POST /api/push/subscriptions': {
    who: ALL,
    tries: () => [
      {
        body: {
          endpoint: `https://push.example/${nextSerial()}`,
          keys: { p256dh: Buffer.alloc(65).toString('base64url'), auth: Buffer.alloc(16).toString('base64url') },
        },
      },
    ],
    own: 201,
    foreign: 201,
    writes: true,
  },
  // A device is its user's, who is none of these: for everybody else there is none.
  'DELETE /api/push/subscriptions/:id': {
    who: ALL,
    tries: (t) => [{ path: `/api/push/subscriptions/${t.device}` }],
    own: 404,
    foreign: 404,
  },
  'GET /api/webhooks': { who: ADMIN, tries: once(), own: 200, foreign: 200 },
  'POST /api/webhooks': {
    who: ADMIN,
    tries: once({ url: 'https://hooks.example/', events: ['lead.hot'] }),
    own: 201,
    foreign: 201,
    writes: true,
  },
  'DELETE /api/webhooks/:id': {
    who: ADMIN,
    tries: (t) => [{ path: `/api/webhooks/${t.webhook}` }],
    own: 204,
    foreign: 404,
    writes: true,
  },
  'POST /api/webhooks/:id/test': {
    who: ADMIN,
    tries: (t) => [{ path: `/api/webhooks/${t.webhook}/test` }],
    own: 202,
    foreign: 404,
    writes: true,
  },
  'GET /api/webhooks/deliveries': { who: ADMIN, tries: once(), own: 200, foreign: 200 },
  'POST /api/webhooks/deliveries/:id/rerun': {
    who: ADMIN,
    tries: (t) => [{ path: `/api/webhooks/deliveries/${t.webhook}.event/rerun` }],
    own: 202,
    foreign: 404,
    writes: true,
  },
};
