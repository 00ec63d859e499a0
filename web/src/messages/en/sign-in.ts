import { pluralOf } from '../plural.ts';

const plural = pluralOf('en-US');
const roles: Readonly<Record<string, string>> = {
  admin: 'an administrator',
  lead: 'a team lead',
  agent: 'an agent',
  viewer: 'a viewer',
};

export default {
  roles,
  motto: 'Who is ready, why, and what to do next.',
  signIn: 'Sign in',
  signingIn: 'Signing in…',
  email: 'E-mail',
  password: 'Password',
  passkey: 'Sign in with a passkey',
  ended: 'Your sign-in has ended. Everything on this device is safe; sign in again to sync.',
  rebuild: (unsent: number) =>
    unsent === 0
      ? 'Sign in, and this device is filled anew from the server. Nothing is lost: everything here had been sent.'
      : `Sign in, and this device is filled anew from the server. ${plural(unsent, '# edit was', '# edits were')} never sent and cannot be read without the lock: signing in here gives ${plural(unsent, 'it', 'them')} up.`,
  backToLock: 'Back to unlocking',
  goOn: 'Go on without syncing',
  firstNeedsNetwork:
    'The server cannot be reached. The first sign-in on a device needs the network; after it Leadlight works without.',
  firstStart: 'First start?',
  firstStartHow:
    'When the server starts for the first time it makes an administrator and prints the e-mail and password in its terminal. Sign in with those. Everyone else asks their administrator for an account.',
  thenOffline: 'After the first sign-in this device opens Leadlight with no network at all.',
  joinForm: 'Join the team',
  joinAs: (team: string, role: string) => `Join ${team} as ${role}`,
  yourName: 'Your name',
  yourEmail: 'Your e-mail',
  newPassword: 'A password, 10 characters or more',
  join: 'Join',
  joining: 'Joining…',
};
