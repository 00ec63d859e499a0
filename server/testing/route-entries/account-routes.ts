import { ALL, nextSerial, once, type Entry } from './entry.ts';

/** A person's own: sign-in, session, invites to accept, passkeys. */
export const ACCOUNT_ROUTES: Record<string, Entry> = {
  'GET /api/auth/get-session': { who: 'public', tries: once(), own: 200, foreign: 200 },
  'POST /api/auth/sign-in/email': {
    who: 'public',
    tries: () => [{ body: { email: `nobody-${nextSerial()}@leadlight.test`, password: 'a wrong one' } }],
    own: 401,
    foreign: 401,
  },
  'POST /api/auth/sign-out': { who: 'public', tries: () => [], own: 200, foreign: 200 },
  'POST /api/auth/change-password': {
    who: 'account',
    tries: () => [{ body: { currentPassword: 'a wrong one', newPassword: 'another one 12' } }],
    own: 400,
    foreign: 400,
  },
  'POST /api/auth/revoke-other-sessions': { who: 'public', tries: () => [], own: 200, foreign: 200 },
  'GET /api/me': { who: ALL, tries: once(), own: 200, foreign: 200 },
  'PUT /api/session/team': { who: ALL, tries: (t) => [{ body: { tenant: t.tenant } }], own: 200, foreign: 404 },
  'DELETE /api/session': { who: 'public', tries: () => [], own: 200, foreign: 200 },
  'POST /api/invites/look': {
    who: 'public',
    tries: (t) => [{ body: { token: `hash of ${t.invite} and more of it` } }],
    own: 404,
    foreign: 404,
  },
  'POST /api/invites/accept': {
    who: 'account',
    tries: (t) => [{ body: { token: `hash of ${t.invite} and more of it` } }],
    own: 404,
    foreign: 404,
  },
  'POST /api/passkeys/sign-in/options': { who: 'public', tries: once(), own: 200, foreign: 200 },
  'POST /api/passkeys/sign-in': {
    who: 'public',
    tries: (t) => [{ body: { response: assertion(t.passkey) } }],
    own: 401,
    foreign: 401,
  },
  'GET /api/passkeys': { who: ALL, tries: once(), own: 200, foreign: 200 },
  'POST /api/passkeys/options': { who: ALL, tries: once(), own: 200, foreign: 200 },
  'POST /api/passkeys': { who: ALL, tries: once({ name: 'x', response: attestation() }), own: 422, foreign: 422 },
  // A passkey is its user's: for everybody but the admin whose it is, there is none.
  'DELETE /api/passkeys/:id': {
    who: ALL,
    tries: (t) => [{ path: `/api/passkeys/${t.passkey}-of-nobody` }],
    own: 404,
    foreign: 404,
  },
};

function assertion(id: string) {
  const response = { clientDataJSON: 'e30', authenticatorData: '', signature: '' };
  return { id, rawId: id, type: 'public-key', clientExtensionResults: {}, response };
}
function attestation() {
  const response = { clientDataJSON: 'e30', attestationObject: '' };
  return { id: 'x', rawId: 'x', type: 'public-key', clientExtensionResults: {}, response };
}
