import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server';
import type { Db } from '../storage/db.ts';
import {
  findPasskey,
  insertPasskey,
  passkeysOf,
  saveChallenge,
  takeChallenge,
  usePasskey,
  type Passkey,
} from '../storage/passkeys.ts';
import type { User } from './auth.ts';

const CHALLENGE_MILLIS = 5 * 60_000;
const NAME = 'Leadlight';
/** COSE: Ed25519, ES256, RS256; what authenticators in use can do. */
const ALGORITHMS = [-8, -7, -257];

/** Where the passkey is for: its origin is what the browser signs. */
export interface RelyingParty {
  origin: string;
  now: number;
}

const idOf = (party: RelyingParty) => new URL(party.origin).hostname;

/** What `navigator.credentials.create` is asked. */
export async function registrationOptions(db: Db, party: RelyingParty, user: User) {
  const known = await passkeysOf(db, user.id);
  const options = await generateRegistrationOptions({
    rpName: NAME,
    rpID: idOf(party),
    userID: new TextEncoder().encode(user.id),
    userName: user.email,
    userDisplayName: user.name,
    attestationType: 'none',
    supportedAlgorithmIDs: ALGORITHMS,
    excludeCredentials: known.map(({ id }) => ({ id })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  await saveChallenge(db, options.challenge, user.id, party.now + CHALLENGE_MILLIS, party.now);
  return options;
}

/** Checks a new passkey and keeps it; null when it does not hold or answers no challenge of this user. */
export async function addPasskey(
  db: Db,
  party: RelyingParty,
  user: User,
  response: RegistrationResponseJSON,
  name: string,
): Promise<Passkey | null> {
  const verified = await verifyRegistrationResponse({
    response,
    expectedChallenge: (challenge) => takeChallenge(db, challenge, user.id, party.now),
    expectedOrigin: party.origin,
    expectedRPID: idOf(party),
    requireUserVerification: true,
    supportedAlgorithmIDs: ALGORITHMS,
  }).catch(() => null);
  if (!verified?.verified) return null;
  const { credential } = verified.registrationInfo;
  if ((await findPasskey(db, credential.id)) !== undefined) return null;
  const passkey: Passkey = {
    id: credential.id,
    user_id: user.id,
    public_key: Buffer.from(credential.publicKey).toString('base64url'),
    counter: credential.counter,
    transports: JSON.stringify(credential.transports ?? []),
    name,
    created_at: party.now,
    last_used_at: null,
  };
  await insertPasskey(db, passkey);
  return passkey;
}

/** What `navigator.credentials.get` is asked: any passkey of this site, so that no account is named before. */
export async function signInOptions(db: Db, party: RelyingParty) {
  const options = await generateAuthenticationOptions({ rpID: idOf(party), userVerification: 'required' });
  await saveChallenge(db, options.challenge, null, party.now + CHALLENGE_MILLIS, party.now);
  return options;
}

/** `userId` of a refusal: whose passkey answered a challenge of ours, but not as it should have; null for anything else. */
export type PasskeyAnswer = { ok: true; userId: string } | { ok: false; userId: string | null };

/** Whose passkey signed the challenge. */
export async function userOfPasskey(
  db: Db,
  party: RelyingParty,
  response: AuthenticationResponseJSON,
): Promise<PasskeyAnswer> {
  const passkey = await findPasskey(db, response.id);
  if (passkey === undefined) return { ok: false, userId: null };
  let wasAsked = false;
  const verified = await verifyAuthenticationResponse({
    response,
    expectedChallenge: async (challenge) => (wasAsked = await takeChallenge(db, challenge, null, party.now)),
    expectedOrigin: party.origin,
    expectedRPID: idOf(party),
    requireUserVerification: true,
    credential: {
      id: passkey.id,
      publicKey: new Uint8Array(Buffer.from(passkey.public_key, 'base64url')),
      counter: passkey.counter,
    },
  }).catch(() => null);
  const userId = passkey.user_id;
  const refused = { ok: false, userId: wasAsked ? userId : null } as const;
  if (!verified?.verified) return refused;
  const used = await usePasskey(db, passkey.id, verified.authenticationInfo.newCounter, party.now);
  return used ? { ok: true, userId } : refused;
}
