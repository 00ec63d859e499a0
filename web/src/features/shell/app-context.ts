import { createContext } from 'svelte';
import type { Toasts } from '../../ui/toasts.svelte.ts';
import type { ListCursor } from '../leads/list-cursor.svelte.ts';
import type { AccountApp } from './account-app.svelte.ts';
import type { Clock } from './clock.svelte.ts';
import type { Env } from './env.ts';
import type { Router } from './router.svelte.ts';
import type { Session } from './session.svelte.ts';
import type { Shortcuts } from './shortcuts.svelte.ts';

/** What every screen of an open account may use. */
export interface Screens {
  app: AccountApp;
  env: Env;
  router: Router;
  clock: Clock;
  toasts: Toasts;
  shortcuts: Shortcuts;
  /** The place in the list beside a lead. */
  cursor: ListCursor;
  session: Session;
  signOut: () => void;
  signInAgain: () => void;
}

export const [getScreens, setScreens] = createContext<Screens>();
