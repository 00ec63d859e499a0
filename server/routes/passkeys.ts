import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { Hono } from 'hono';
import type { Context } from 'hono';
import * as v from 'valibot';
import { addPasskey, registrationOptions, signInOptions, userOfPasskey } from '../auth/passkeys.ts';
import { auditRefusedSignIn, auditSignIn } from '../auth/audit-sign-in.ts';
import { tell } from '../auth/team.ts';
import type { AppDeps } from '../http/app-env.ts';
import { jsonBody } from '../http/json-body.ts';
import { problem } from '../http/problem.ts';
import { publicOrigin } from '../http/public-origin.ts';
import { limitAddress } from '../http/rate-limit.ts';
import { requireMember } from '../http/require-member.ts';
import { deletePasskey, passkeysOf } from '../storage/passkeys.ts';

const text = v.pipe(v.string(), v.maxLength(20_000));
const id = v.pipe(v.string(), v.minLength(1), v.maxLength(2000));
const credential = { id, rawId: id, type: v.literal('public-key'), clientExtensionResults: v.looseObject({}) };
/** `RegistrationResponseJSON` of WebAuthn, as far as it is read. */
const Registration = v.object({
  ...credential,
  response: v.object({
    clientDataJSON: text,
    attestationObject: text,
    transports: v.optional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(40))), v.maxLength(20))),
  }),
});
/** `AuthenticationResponseJSON` of WebAuthn, as far as it is read. */
const Assertion = v.object({
  ...credential,
  response: v.object({
    clientDataJSON: text,
    authenticatorData: text,
    signature: text,
    userHandle: v.optional(text),
  }),
});
const NewPasskey = v.object({
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100)),
  response: Registration,
});
const SignIn = v.object({ response: Assertion });

/** Passkeys: a member adds, lists and removes their own; anybody may sign in with one. */
export function passkeyRoutes(deps: AppDeps) {
  const { storage } = deps;
  const member = requireMember(deps);
  const limited = limitAddress(deps.limits.tries, deps.addressOf);
  const partyOf = (c: Context) => ({ origin: publicOrigin(c, deps.config), now: deps.clock() });
  return new Hono()
    .post('/api/passkeys/sign-in/options', limited, async (c) =>
      c.json(await storage.transaction((db) => signInOptions(db, partyOf(c)))),
    )
    .post('/api/passkeys/sign-in', limited, jsonBody(SignIn), async (c) => {
      const response = c.req.valid('json').response as AuthenticationResponseJSON;
      const { ok, userId } = await storage.transaction((db) => userOfPasskey(db, partyOf(c), response));
      if (!ok) {
        if (userId !== null) await auditRefusedSignIn(deps, { userId, email: null }, 'passkey');
        return problem(c, 401, 'passkey_refused');
      }
      c.header('set-cookie', await deps.auth.openCookieSession(userId));
      await auditSignIn(deps, userId, 'passkey');
      return c.json({ signedIn: true });
    })
    .get('/api/passkeys', member, async (c) => {
      const passkeys = await passkeysOf(storage.db, c.get('user').id);
      return c.json({
        passkeys: passkeys.map((key) => ({
          id: key.id,
          name: key.name,
          createdAt: key.created_at,
          lastUsedAt: key.last_used_at,
        })),
      });
    })
    .post('/api/passkeys/options', member, async (c) =>
      c.json(await storage.transaction((db) => registrationOptions(db, partyOf(c), c.get('user')))),
    )
    .post('/api/passkeys', member, jsonBody(NewPasskey), async (c) => {
      const { name, response } = c.req.valid('json');
      const viewer = c.get('viewer');
      const party = partyOf(c);
      const added = await storage.inTenant(viewer.tenantId, async (db) => {
        const passkey = await addPasskey(db, party, c.get('user'), response as RegistrationResponseJSON, name);
        if (passkey !== null) await tell(deps, { db, now: party.now }, viewer, 'passkey.added', viewer.userId);
        return passkey;
      });
      return added === null ? problem(c, 422, 'passkey_refused') : c.json({ id: added.id, name }, 201);
    })
    .delete('/api/passkeys/:id', member, async (c) => {
      const viewer = c.get('viewer');
      const found = await storage.inTenant(viewer.tenantId, async (db) => {
        const deleted = await deletePasskey(db, viewer.userId, c.req.param('id'));
        if (deleted) await tell(deps, { db, now: deps.clock() }, viewer, 'passkey.removed', viewer.userId);
        return deleted;
      });
      return found ? c.json({ removed: true }) : problem(c, 404, 'not_found');
    });
}
