import type { ApiScope } from '../../models/protocol/api.ts';
import type { AppDeps } from '../http/app-env.ts';
import { API_KEY_START } from '../http/require-api-key.ts';
import { insertApiKey } from '../storage/api-keys.ts';
import { isMember } from '../storage/members.ts';
import type { Viewer } from '../sync/viewer.ts';
import { hashToken } from './hash-token.ts';
import { tell } from './team.ts';

type KeyDeps = Pick<AppDeps, 'storage' | 'clock' | 'ids' | 'audit' | 'makeToken'>;

/** Of the 256 random bits of a token this many characters may be seen afterwards. */
const SHOWN_CHARACTERS = 8;

export interface WantedKey {
  name: string;
  scopes: readonly ApiScope[];
  /** The active member for whom it acts. */
  member: string;
  /** Null: until it is revoked. */
  validDays: number | null;
}

/** Makes a key; its token is told once, only the hash is stored. Null when the member is none of the team. */
export async function createApiKey(deps: KeyDeps, by: Viewer, wanted: WantedKey) {
  const now = deps.clock();
  const token = `${API_KEY_START}${deps.makeToken()}`;
  const prefix = token.slice(0, API_KEY_START.length + SHOWN_CHARACTERS);
  const id = deps.ids();
  const expiresAt = wanted.validDays === null ? null : now + wanted.validDays * 24 * 3600_000;
  const { tenantId } = by;
  return deps.storage.inTenant(tenantId, async (db) => {
    if (!(await isMember(db, tenantId, wanted.member))) return null;
    await insertApiKey(db, {
      id,
      tenant_id: tenantId,
      user_id: wanted.member,
      name: wanted.name,
      prefix,
      token_hash: hashToken(token),
      scopes: JSON.stringify(wanted.scopes),
      created_by: by.userId,
      created_at: now,
      expires_at: expiresAt,
      last_used_at: null,
      revoked_at: null,
    });
    await tell(deps, { db, now }, by, 'api_key.created', id, { member: wanted.member });
    return { id, token, prefix, expiresAt };
  });
}
