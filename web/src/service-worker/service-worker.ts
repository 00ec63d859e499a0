import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  precacheAndRoute,
  type PrecacheEntry,
} from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { addressOf, noticeOf } from './push-alert.ts';

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

// A new version waits until the person agrees, so that the app never changes under their hands.
self.addEventListener('message', (event) => {
  if ((event.data as { type?: string } | null)?.type === 'SKIP_WAITING') void self.skipWaiting();
});
// The first version takes the open page at once, so that its first reload already works offline.
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('push', (event) => {
  const notice = noticeOf(readJson(event.data), self.navigator.language);
  if (notice !== null) event.waitUntil(self.registration.showNotification(notice.title, notice.options));
});
self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(openAt(addressOf(event.notification.data)));
});

function readJson(data: PushMessageData | null): unknown {
  try {
    return data?.json();
  } catch {
    return null;
  }
}

/** In the app where it is open already, else in a new window. */
async function openAt(address: string): Promise<void> {
  const [open] = await self.clients.matchAll({ type: 'window' });
  if (open === undefined) return void (await self.clients.openWindow(address));
  await open.focus();
  await open.navigate(address);
}
