import type { PushDevice } from '../alerts/push-device.ts';
import type { AskPasskey } from '../sign-in/auth-api.ts';
import type { Visibility } from '../../inference/rest-timer.ts';
import type { Stretch } from '../../storage/key-slot.ts';
import type { KeyStore } from '../../storage/key-store.ts';
import type { ShareInbox } from '../../storage/share-inbox.ts';
import type { Notices } from './notices.ts';
import type { PasskeySecrets } from '../lock/passkey-secrets.ts';
import type { Installing } from './installing.svelte.ts';
import type { Updates } from './updates.svelte.ts';
import type { StoreMark } from './store-mark.ts';
import type { DeviceSettings } from './device-settings.svelte.ts';

/** The real world, passed in by `main.ts`; tests pass a smaller one. */
export interface Env {
  nowMillis: () => number;
  nowIso: () => string;
  uuid: () => string;
  random: () => number;
  later: (run: () => void, millis: number) => void;
  /** Runs once nothing more urgent is to be done. */
  whenIdle: (run: () => void) => void;
  settings: DeviceSettings;
  /** The browser's languages, the preferred first. */
  languages: readonly string[];
  wait: (millis: number, signal: AbortSignal) => Promise<void>;
  fetcher: typeof fetch;
  /** Asks the browser for a passkey; null where it knows none. */
  askPasskey: AskPasskey | null;
  /** Makes a passkey of this device; null where the browser knows none. */
  makePasskey: AskPasskey | null;
  /** Null where the browser has no Web Push. */
  push: PushDevice | null;
  /** Hands an address to the device: another site, or one such as `tel:`. */
  openAddress: (address: string) => void;
  crypto: Crypto;
  keyStore: KeyStore;
  /** What was shared into the app and waits to be looked at. */
  shares: ShareInbox;
  /** argon2id, off the page's thread. */
  stretch: Stretch;
  /** Secrets that a passkey gives back; null where the browser knows no passkeys. */
  passkeySecrets: PasskeySecrets | null;
  /** Lies where the browser's clearing of storage does not reach. */
  storeMark: StoreMark;
  installing: Installing;
  updates: Updates;
  /** Tells the service worker, where there is one. */
  tellServiceWorker: (message: { type: string }) => void;
  /** A channel among the tabs of one account; null where there are no others. */
  channel: (name: string) => BroadcastChannel | null;
  whileLeading: (name: string) => (work: () => Promise<void>, signal: AbortSignal) => Promise<void>;
  visibility: Visibility;
  notices: Notices;
  makeAnalysisWorker: () => Worker;
  /** Load the text model; without it the rules read. */
  textModel: boolean;
  makeImportWorker: () => Worker;
  makeFiguresWorker: () => Worker;
  makeSearchWorker: () => Worker;
}
