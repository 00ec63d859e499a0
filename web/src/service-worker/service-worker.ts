import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  precacheAndRoute,
  type PrecacheEntry,
} from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { ShareInbox } from '../storage/share-inbox.ts';
import { sharedOfForm } from '../storage/shared-content.ts';
import { alertNotification, type AlertNotification } from './alert-notification.ts';
import { openPath } from './open-path.ts';

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: (PrecacheEntry | string)[] };

// The whole app is precached; nothing else is ever cached: answers of the server hold people's words.
precacheAndRoute(self.__WB_MANIFEST);
cleanupOutdatedCaches();

// `/ghl` may be framed: the server's own headers must come with it.
const NOT_PAGES = [
  /^\/ghl$/,
  /^\/sync/,
  /^\/events/,
  /^\/api\//,
  /^\/webhooks\//,
  /^\/healthz/,
  /^\/readyz/,
  /^\/metrics/,
];
registerRoute(new NavigationRoute(createHandlerBoundToURL('/index.html'), { denylist: NOT_PAGES }));

// What another app shares reaches no server: it waits, sealed, until the page looks at it.
registerRoute(
  ({ sameOrigin, url }) => sameOrigin && url.pathname === '/share',
  async ({ request }) => {
    const inbox = new ShareInbox(crypto, () => Date.now());
    const shared = await request.formData().then(sharedOfForm, () => ({ kind: 'problem' as const }));
    await inbox.put(shared);
    await inbox.close();
    return Response.redirect('/#/paste', 303);
  },
  'POST',
);

// A new version waits until the person agrees, so that the app never changes under their hands.
self.addEventListener('message', (event) => {
  const type = (event.data as { type?: string } | null)?.type;
  if (type === 'SKIP_WAITING') void self.skipWaiting();
  // Locked: nothing of the account is shown outside the app either. This worker itself holds nothing that is opened.
  if (type === 'LOCK') event.waitUntil(closeNotifications());
});

async function closeNotifications(): Promise<void> {
  for (const notification of await self.registration.getNotifications()) notification.close();
}

// The first version takes the open page at once, so that its first reload already works offline.
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

// What was missed while nobody looked: the open pages of the app sync, each with its own keys and lock.
self.addEventListener('periodicsync', (event: Event & { tag?: string }) => {
  if (event.tag === 'refresh') (event as ExtendableEvent).waitUntil(nudgePages());
});

async function nudgePages(): Promise<void> {
  for (const page of await self.clients.matchAll({ type: 'window' })) page.postMessage({ type: 'NUDGE' });
}

self.addEventListener('push', (event) => {
  const { title, options } = alertNotification(jsonOf(event.data), self.navigator.languages);
  event.waitUntil(self.registration.showNotification(title, options));
});
self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const { path } = event.notification.data as AlertNotification['options']['data'];
  event.waitUntil(openPath(self.clients, path));
});

function jsonOf(data: PushMessageData | null): unknown {
  try {
    return data?.json() as unknown;
  } catch {
    return null;
  }
}
