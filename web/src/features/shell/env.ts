import type { PushDevice } from '../alerts/push-device.ts';
import type { AskPasskey } from '../sign-in/auth-api.ts';
import type { Visibility } from '../../inference/rest-timer.ts';
import type { KeyStore } from '../../storage/key-store.ts';
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
  /** A channel among the tabs of one account; null where there are no others. */
  channel: (name: string) => BroadcastChannel | null;
  whileLeading: (name: string) => (work: () => Promise<void>, signal: AbortSignal) => Promise<void>;
  visibility: Visibility;
  makeAnalysisWorker: () => Worker;
  /** Load the text model; without it the rules read. */
  textModel: boolean;
  makeImportWorker: () => Worker;
}
