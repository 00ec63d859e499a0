import { pluralOf } from '../plural.ts';

const plural = pluralOf('en-US');

export default {
  title: 'Locked',
  unlockText: 'Your leads are sealed on this device. Unlock to go on; no network is needed.',
  /** 100 stands for that many and more. */
  changesWait: (count: number) =>
    count >= 100 ? 'More than 99 changes wait' : plural(count, '# change waits', '# changes wait'),
  passphrase: 'Passphrase',
  unlock: 'Unlock',
  unlocking: 'Unlocking…',
  withPasskey: 'Unlock with a passkey',
  lost: 'Passphrase lost?',
  wait: (seconds: number) =>
    plural(seconds, 'Wait # second before the next try.', 'Wait # seconds before the next try.'),
  passkeyRefused: 'The passkey did not answer. Try again, or use the passphrase.',
  card: 'Lock',
  off: 'This device opens without asking. Its records are sealed, but whoever can open this browser can read them.',
  on: 'This device asks before it opens anything. Every start asks, and nothing can be read before.',
  waysAre: (ways: string) => `Unlocked by: ${ways}.`,
  ways: { passphrase: 'passphrase', passkey: 'passkey' },
  setPassphrase: 'Set a passphrase',
  changePassphrase: 'Change the passphrase',
  addPasskey: 'Add a passkey',
  removePassphrase: 'Remove the passphrase',
  removePasskey: 'Remove the passkey',
  present: 'Present passphrase',
  provePasskey: 'You are asked for your passkey first.',
  next: 'New passphrase',
  nextHint: '8 characters at least. Four words that nobody would put together are better.',
  again: 'The same once more',
  tooShort: 'This is too short: 8 characters at least.',
  notEqual: 'The two do not match.',
  noReset: 'Nobody can reset it. What the server holds is never lost: sign in again and this device is filled anew.',
  save: 'Save',
  cancel: 'Cancel',
  working: 'Sealing the key…',
  isSet: 'This device now locks.',
  isChanged: 'The lock was changed.',
  isRemoved: 'This device no longer locks.',
  noPrf: 'This passkey cannot keep a secret for the lock (it lacks PRF). Use a passphrase.',
  after: 'Lock by itself after',
  minutes: (n: number) => (n === 0 ? 'Never' : n === 60 ? '1 hour' : plural(n, '# minute', '# minutes')),
  lockNow: 'Lock now',
};
