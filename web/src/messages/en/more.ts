import { pluralOf } from '../plural.ts';

const plural = pluralOf('en-US');

export default {
  title: 'More',
  account: 'Account',
  signOut: 'Sign out',
  sync: 'Sync',
  syncNow: 'Sync now',
  signInAgain: 'Sign in again',
  analysis: 'Analysis',
  analysisText:
    'Every conversation is read on this device. Leadlight’s scores and drafts help you decide; nothing here is legal advice.',
  places: 'Further screens',
  models: 'Models',
  import: 'Import',
  settings: 'Settings',
  alerts: 'Alerts',
  passkeys: 'Passkeys',
  team: 'Team',
  ghl: 'GoHighLevel',
  privacy: 'Privacy',
  keys: 'API keys',
  tour: 'Show the tour again',
  samples: 'Sample leads',
  samplesText: 'Made-up conversations of every level, to see how Leadlight reads them.',
  trySamples: 'Try with sample leads',
  removeSamples: (count: number) => plural(count, 'Remove # sample lead', 'Remove # sample leads'),
  samplesAdded: 'Sample leads added',
  samplesRemoved: 'Sample leads removed',
  unsynced: (count: number) =>
    plural(
      count,
      '# edit is not on the server yet. It stays on this device, sealed, until you sign in here again.',
      '# edits are not on the server yet. They stay on this device, sealed, until you sign in here again.',
    ),
};
