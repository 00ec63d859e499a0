import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser';
import { mount } from 'svelte';
import { browserPush } from './features/alerts/push-device.ts';
import { askGhl, FRAMED_PAGE, ghlFetcher } from './features/sign-in/ghl-frame.ts';
import { ALWAYS } from './messages/catalogue.ts';
import { chooseLocale, messages } from './messages/messages.svelte.ts';
import App from './features/shell/App.svelte';
import { Clock } from './features/shell/clock.svelte.ts';
import { DeviceSettings } from './features/shell/device-settings.svelte.ts';
import type { Env } from './features/shell/env.ts';
import { browserNotices } from './features/shell/notices.ts';
import { Router } from './features/shell/router.svelte.ts';
import { Session } from './features/shell/session.svelte.ts';
import { BrowserPasskeySecrets } from './features/lock/passkey-secrets.ts';
import { Installing } from './features/shell/installing.svelte.ts';
import { offerUpdates } from './features/shell/offer-updates.ts';
import { cookieMark } from './features/shell/store-mark.ts';
import { Updates } from './features/shell/updates.svelte.ts';
import { pageVisibility } from './inference/page-visibility.ts';
import { takeLaunchedFiles } from './features/shell/launched-files.ts';
import { DexieKeyStore } from './storage/dexie-key-store.ts';
import { ShareInbox } from './storage/share-inbox.ts';
import { stretchInWorker } from './storage/stretch-in-worker.ts';
import { leadByLock, wait } from './sync/browser-sync.ts';
import { Toasts } from './ui/toasts.svelte.ts';
import './ui/tokens.css';
import './ui/base.css';

// The composition root of the page: the only place that touches the real clock, chance, network and browser.
const target = document.getElementById('app');
if (!target) throw new Error('index.html lost its #app');

if (!window.isSecureContext) {
  const { default: InsecurePage } = await import('./features/shell/InsecurePage.svelte');
  mount(InsecurePage, { target, props: { host: location.host } });
} else {
  const later = (run: () => void, millis: number): void => void setTimeout(run, millis);
  const ownFetch: typeof fetch = (input, init) => fetch(input, init);
  const whoLooks = () => askGhl(window, AbortSignal.timeout(10_000));
  const settings = new DeviceSettings(() => localStorage);
  const stretch = stretchInWorker(
    () => new Worker(new URL('./storage/stretch.worker.ts', import.meta.url), { type: 'module', name: 'stretch' }),
  );
  const env: Env = {
    nowMillis: () => Date.now(),
    nowIso: () => new Date().toISOString(),
    uuid: () => crypto.randomUUID(),
    random: () => Math.random(),
    later,
    whenIdle,
    settings,
    languages: navigator.languages,
    wait,
    fetcher: location.pathname === FRAMED_PAGE ? ghlFetcher(ownFetch, whoLooks) : ownFetch,
    askPasskey: 'PublicKeyCredential' in window ? askPasskey : null,
    makePasskey: 'PublicKeyCredential' in window ? makePasskey : null,
    push: browserPush(window),
    openAddress: (address) => window.location.assign(address),
    crypto,
    keyStore: new DexieKeyStore({ crypto, stretch, nowMillis: () => Date.now() }),
    shares: new ShareInbox(crypto, () => Date.now()),
    stretch,
    passkeySecrets: 'PublicKeyCredential' in window ? new BrowserPasskeySecrets(navigator.credentials, crypto) : null,
    storeMark: cookieMark(document, location.protocol === 'https:'),
    installing: new Installing(window),
    updates: new Updates(),
    tellServiceWorker: (message) => navigator.serviceWorker?.controller?.postMessage(message),
    channel: (name) => new BroadcastChannel(name),
    whileLeading: (name) => leadByLock(navigator.locks, name),
    visibility: pageVisibility(document),
    notices: browserNotices(window),
    makeAnalysisWorker: () =>
      new Worker(new URL('./inference/analysis.worker.ts', import.meta.url), { type: 'module', name: 'analysis' }),
    textModel: true,
    makeImportWorker: () =>
      new Worker(new URL('./features/import/import.worker.ts', import.meta.url), { type: 'module', name: 'import' }),
    makeFiguresWorker: () =>
      new Worker(new URL('./features/dashboard/figures.worker.ts', import.meta.url), {
        type: 'module',
        name: 'figures',
      }),
    makeSearchWorker: () =>
      new Worker(new URL('./search/search.worker.ts', import.meta.url), { type: 'module', name: 'search' }),
  };
  const toasts = new Toasts(later);
  const session = new Session(env);
  const router = new Router(window);
  takeLaunchedFiles(window, env.shares, router);
  const clock = new Clock(env.nowMillis, (run, millis) => void setInterval(run, millis));
  const opened = session.start();
  try {
    await messages.use(chooseLocale(settings.language, navigator.languages), navigator.languages);
    await messages.load(ALWAYS);
    mount(App, { target, props: { env, session, router, clock, toasts } });
  } catch (error) {
    // No words are here to say it in: both languages.
    target.textContent =
      'Leadlight could not be loaded. Reload the page. · No se pudo cargar. Vuelva a cargar la página.';
    throw error;
  }
  await opened;
  if (import.meta.env.PROD) void offerUpdates(env.updates, window);
}

/** The browser's own dialog for passkeys; what it needs is loaded when it is asked for. */
async function askPasskey(options: unknown): Promise<unknown> {
  const { startAuthentication } = await import('@simplewebauthn/browser');
  return startAuthentication({ optionsJSON: options as PublicKeyCredentialRequestOptionsJSON });
}

async function makePasskey(options: unknown): Promise<unknown> {
  const { startRegistration } = await import('@simplewebauthn/browser');
  return startRegistration({ optionsJSON: options as PublicKeyCredentialCreationOptionsJSON });
}

/** Safari has no `requestIdleCallback`. */
function whenIdle(run: () => void): void {
  if ('requestIdleCallback' in window) requestIdleCallback(run, { timeout: 10_000 });
  else setTimeout(run, 2000);
}
