import type { Selectable } from 'kysely';
import type { Db } from './db.ts';
import type { PasskeyTable } from './schema.ts';

export type Passkey = Selectable<PasskeyTable>;

export async function insertPasskey(db: Db, passkey: Passkey): Promise<void> {
  await db.sql.insertInto('passkey').values(passkey).execute();
}

export function findPasskey(db: Db, id: string): Promise<Passkey | undefined> {
  return db.sql.selectFrom('passkey').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The passkeys of a user, oldest first. */
export function passkeysOf(db: Db, userId: string): Promise<Passkey[]> {
  return db.sql.selectFrom('passkey').selectAll().where('user_id', '=', userId).orderBy('created_at').execute();
}

/** Notes a use; false when the counter did not move on, which a copied key shows (0 means that it does not count). */
export async function usePasskey(db: Db, id: string, counter: number, now: number): Promise<boolean> {
  const row = await db.sql
    .updateTable('passkey')
    .set({ counter, last_used_at: now })
    .where('id', '=', id)
    .where((eb) => (counter === 0 ? eb('counter', '=', 0) : eb('counter', '<', counter)))
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** False when the user has no such passkey. */
export async function deletePasskey(db: Db, userId: string, id: string): Promise<boolean> {
  const row = await db.sql
    .deleteFrom('passkey')
    .where('user_id', '=', userId)
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Keeps a challenge until it is answered or expires. `userId` is null for a sign-in. */
export async function saveChallenge(
  db: Db,
  challenge: string,
  userId: string | null,
  expiresAt: number,
  now: number,
): Promise<void> {
  await db.sql.deleteFrom('passkey_challenge').where('expires_at', '<=', now).execute();
  await db.sql.insertInto('passkey_challenge').values({ challenge, user_id: userId, expires_at: expiresAt }).execute();
}

/** Takes a challenge out: it can be answered once, by the user whom it was made for. */
export async function takeChallenge(db: Db, challenge: string, userId: string | null, now: number): Promise<boolean> {
  const row = await db.sql
    .deleteFrom('passkey_challenge')
    .where('challenge', '=', challenge)
    .where('expires_at', '>', now)
    .where((eb) => (userId === null ? eb('user_id', 'is', null) : eb('user_id', '=', userId)))
    .returning('challenge')
    .executeTakeFirst();
  return row !== undefined;
}
