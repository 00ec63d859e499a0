import type { AccountApp } from '../shell/account-app.svelte.ts';
import type { Env } from '../shell/env.ts';
import { PasteDesk } from './paste-desk.svelte.ts';

const desks = new WeakMap<AccountApp, PasteDesk>();

/** The desk of an account: what lies on it stays while one looks elsewhere, and goes with the page. */
export function deskOf(app: AccountApp, env: Env): PasteDesk {
  const { nowIso, later, uuid } = env;
  const desk = desks.get(app) ?? new PasteDesk({ reader: app.reader, storage: app.storage, nowIso, later, uuid });
  desks.set(app, desk);
  return desk;
}
