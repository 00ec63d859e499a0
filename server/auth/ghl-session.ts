import type { AppDeps } from '../http/app-env.ts';
import { linkedUser, linkUser } from '../storage/ghl-users.ts';
import { memberByEmail, roleOf } from '../storage/members.ts';
import { tenantOfLocation } from '../storage/tenants.ts';
import { accountHash } from './audit-sign-in.ts';
import { readGhlContext } from './ghl-context.ts';
import { tell } from './team.ts';

const SESSION_SECONDS = 3600;
const SOURCE = 'ghl';

export type OpenedInGhl =
  | { ok: true; token: string; seconds: number; tenantId: string }
  | { ok: false; code: 'bad_context' | 'location_unknown' | 'ghl_user_unknown' | 'member_deactivated' };

/**
 * Opens a short session for the person whom GHL says is looking. The open location must be installed here; the person
 * must be a member of its tenant: the first time by e-mail address, from then on by their id in GHL.
 */
export async function openGhlSession(
  deps: Pick<AppDeps, 'storage' | 'auth' | 'audit' | 'clock'>,
  payload: string,
  sharedSecret: string,
): Promise<OpenedInGhl> {
  const context = readGhlContext(payload, sharedSecret);
  if (context === null) return { ok: false, code: 'bad_context' };
  const { activeLocation, userId: ghlUserId, email } = context;
  const tenantId =
    activeLocation && (await deps.storage.asSystem((db) => tenantOfLocation(db, SOURCE, activeLocation)));
  if (!tenantId) return { ok: false, code: 'location_unknown' };
  const found = await deps.storage.inTenant(tenantId, async (db) => {
    const known = await linkedUser(db, tenantId, ghlUserId);
    const userId = known ?? (await memberByEmail(db, tenantId, email));
    const member = userId === undefined ? undefined : await roleOf(db, tenantId, userId);
    if (userId === undefined || !member?.active) {
      const code = member === undefined ? ('ghl_user_unknown' as const) : ('member_deactivated' as const);
      const known = member === undefined ? { account: await accountHash(db, tenantId, email) } : {};
      const refused = { at: deps.clock(), tenantId, actor: null, kind: 'session.refused' } as const;
      await deps.audit(db, { ...refused, subject: userId ?? null, detail: { how: 'ghl', code, ...known } });
      return code;
    }
    if (known === undefined) await linkUser(db, tenantId, ghlUserId, userId);
    await tell(deps, { db, now: deps.clock() }, { tenantId, userId }, 'session.opened_in_ghl', userId);
    return { userId };
  });
  if (typeof found === 'string') return { ok: false, code: found };
  const token = await deps.auth.openBearerSession(found.userId, tenantId, SESSION_SECONDS);
  return { ok: true, token, seconds: SESSION_SECONDS, tenantId };
}
