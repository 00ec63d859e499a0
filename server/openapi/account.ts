import * as v from 'valibot';
import { ROLES } from '../storage/schema.ts';
import { done, id, listOf, millis, type Answer, type Operations } from './operation.ts';

const role = v.picklist(ROLES);
const User = v.looseObject({ id, name: v.string(), email: v.string() });
/** The library's own answers under `/api/auth/`; a refusal has `code` and `message`. */
const AuthRefusal = v.looseObject({ code: v.string(), message: v.string() });
const refusals: Record<number, Answer> = { 400: AuthRefusal, 401: AuthRefusal };
/** As WebAuthn has them (`PublicKeyCredentialRequestOptionsJSON` and the like). */
const WebauthnOptions = v.looseObject({ challenge: v.string() });
const Passkey = v.strictObject({ id, name: v.string(), createdAt: millis, lastUsedAt: v.nullable(millis) });

/** Signing in, passkeys, invites, and the teams of a session. */
export const ACCOUNT: Operations = {
  'POST /api/auth/sign-in/email': {
    summary: 'Signs in with a password; sets the session cookie',
    auth: 'none',
    answers: { 200: v.looseObject({ user: User }), ...refusals },
  },
  'GET /api/auth/get-session': {
    summary: 'The session of the cookie, or null',
    auth: 'none',
    answers: { 200: v.nullable(v.looseObject({ user: User, session: v.looseObject({ id }) })) },
  },
  'POST /api/auth/sign-out': {
    summary: 'Ends the session',
    auth: 'none',
    answers: { 200: v.looseObject({ success: v.boolean() }), ...refusals },
  },
  'POST /api/auth/change-password': {
    summary: "Changes one's password",
    auth: 'session',
    answers: { 200: v.looseObject({ user: User }), ...refusals },
  },
  'POST /api/auth/revoke-other-sessions': {
    summary: 'Ends all other sessions',
    auth: 'none',
    answers: { 200: v.looseObject({ status: v.boolean() }), ...refusals },
  },
  'GET /api/me': {
    summary: 'Who is signed in, in which team and role',
    auth: 'session',
    answers: { 200: v.strictObject({ user: User, tenant: id, role }) },
  },
  'POST /api/passkeys/sign-in/options': {
    summary: 'What a passkey is asked to sign',
    auth: 'none',
    answers: { 200: WebauthnOptions },
  },
  'POST /api/passkeys/sign-in': {
    summary: 'Signs in with a passkey',
    auth: 'none',
    answers: { 200: done('signedIn') },
  },
  'GET /api/passkeys': { summary: "One's passkeys", auth: 'session', answers: { 200: listOf('passkeys', Passkey) } },
  'POST /api/passkeys/options': {
    summary: 'What a new passkey is asked to sign',
    auth: 'session',
    answers: { 200: WebauthnOptions },
  },
  'POST /api/passkeys': {
    summary: 'Adds a passkey',
    auth: 'session',
    answers: { 201: v.strictObject({ id, name: v.string() }) },
  },
  'DELETE /api/passkeys/:id': { summary: 'Removes a passkey', auth: 'session', answers: { 200: done('removed') } },
  'POST /api/invites/look': {
    summary: 'The team and role that an invite is for',
    auth: 'none',
    answers: { 200: v.strictObject({ team: v.string(), role }) },
  },
  'POST /api/invites/accept': {
    summary: 'Joins the team of an invite, with a new account or the one that is signed in',
    auth: 'none',
    answers: { 201: v.strictObject({ tenant: id, role }) },
  },
  'GET /api/teams': {
    summary: "The user's teams",
    auth: 'session',
    answers: {
      200: v.strictObject({ current: id, teams: v.array(v.strictObject({ tenant: id, name: v.string(), role })) }),
    },
  },
  'POST /api/teams': {
    summary: 'Makes a team',
    auth: 'session',
    answers: { 201: v.strictObject({ tenant: id, name: v.string(), role: v.literal('admin') }) },
  },
  'PUT /api/session/team': {
    summary: 'Chooses the team that the session works in',
    auth: 'session',
    answers: { 200: v.strictObject({ tenant: id, role }) },
  },
  'DELETE /api/session': { summary: 'Ends a bearer session', auth: 'session', answers: { 200: done('ended') } },
};
