import type { InstallState } from '../../features/shell/installing.svelte.ts';
import type { Updates } from '../../features/shell/updates.svelte.ts';
import { pluralOf } from '../plural.ts';

const plural = pluralOf('en-US');
const entities: Readonly<Record<string, string>> = {
  lead: 'Lead',
  conversation: 'Conversation',
  message: 'Message',
  note: 'Note',
  fact: 'Fact',
  task: 'Task',
  correction: 'Correction',
  outcome: 'Outcome',
  consent: 'Consent',
  view: 'Saved view',
};
const fields: Readonly<Record<string, string>> = {
  name: 'Name',
  phone: 'Phone',
  email: 'E-mail',
  tags: 'Tags',
  source: 'Source',
  timeZone: 'Time zone',
  state: 'State',
  dnd: 'Do not contact',
  body: 'Text',
  text: 'Text',
  deleted: 'Deleted',
};
const installs: Record<InstallState, string> = {
  installed: 'Leadlight is installed on this device.',
  offered: 'Installed, it has an icon of its own, opens without a network, and its storage is safer.',
  'by-menu': 'To install it, use your browser’s menu: “Install app” or “Add to Home Screen”.',
};
const updates: Record<Updates['state'], string> = {
  current: 'App and text model are up to date. A new version waits for a moment when nothing is under way.',
  waiting: 'A new version is here. It is put in place when nobody looks and nothing is under way, or now.',
  applying: 'The new version is being put in place…',
};

export default {
  further: 'Further settings',
  places: {
    models: 'Models',
    alerts: 'Alerts',
    passkeys: 'Passkeys',
    team: 'Team',
    ghl: 'GoHighLevel',
    privacy: 'Privacy',
    keys: 'API keys',
  },
  title: 'Settings',
  looks: 'Language and appearance',
  language: 'Language',
  languageHint: 'What leads write, and what is read out of it, stays in its own language.',
  theme: 'Appearance',
  themes: { auto: 'As the device', light: 'Light', dark: 'Dark' },
  languageFailed: 'That language could not be loaded. Try again when the network is back.',
  cancel: 'Cancel',

  sync: 'Sync',
  server: (host: string) => `Server: ${host}`,
  syncNow: 'Sync now',
  signInAgain: 'Sign in again',
  waiting: (count: number) => plural(count, '# edit waits for the server', '# edits wait for the server'),
  waitingText: 'They are saved on this device and go out by themselves when the server can be reached.',
  andMore: (count: number) => plural(count, 'and # more', 'and # more'),
  nothingWaits: 'Every edit of this device is on the server.',
  fullHow:
    'What the server sent does not fit on this device. What is here is safe, and so is everything on the server. Free some space on the device, then sync again.',
  entities,
  fields,
  deletes: 'Deleted',

  conflicts: 'Conflicts',
  conflictsText:
    'Two people changed the same thing without seeing each other. One value holds; the other was kept here.',
  conflictsUnknown: 'Conflicts are kept by the server and could not be asked for.',
  mine: 'Yours',
  theirs: 'Theirs',
  holdsNow: 'Holds now',
  takeMine: 'Use mine',
  takeTheirs: 'Use theirs',
  keepNow: 'Keep what holds now',
  taken: 'The other value holds now.',
  kept: 'Kept as it is.',

  refused: 'Refused edits',
  refusedText: 'The server did not take these. Your words are kept here until you discard them.',
  copy: 'Copy words',
  copied: 'Copied.',
  copyFailed: 'The browser did not allow copying. Select the words and copy them yourself.',
  retry: 'Try again',
  retried: 'It waits for the server again.',
  discard: 'Discard',
  discarded: 'Edit discarded.',

  storage: 'Storage on this device',
  used: (used: string, quota: string) => `${used} of ${quota} in use.`,
  usageUnknown: 'This browser does not say how much is in use.',
  nearlyFull:
    'This device is nearly full. Everything saved is safe; new messages may soon not fit. Free some space on the device.',
  persistent: 'The browser keeps it, even when space gets short.',
  notPersistent: 'The browser may clear it when space gets short. What is synced comes back from the server.',
  keep: 'Ask the browser to keep it',
  keepRefused: 'The browser did not agree. Installing the app makes it more likely.',

  backup: 'Everything, as a file',
  backupText:
    'All leads with their messages and notes, in JSON. A file brings back what this device lacks and changes nothing else.',
  seal: 'Seal the file with a passphrase',
  sealText: 'Without the passphrase nobody can read the file, not even you.',
  filePassphrase: 'Passphrase of the file',
  passphraseShort: 'This is too short: 8 characters at least.',
  plainWarning: 'The file will hold names, phone numbers and messages that anybody can read who gets hold of it.',
  exportSealed: 'Export sealed',
  exportPlain: 'Export unsealed all the same',
  exportedSealed: 'Exported. Keep the passphrase.',
  exportedPlain: 'Exported, readable by anybody. Keep it where nobody else gets.',
  exporting: (share: string) => `Exporting ${share}`,
  import: 'Import such a file',
  importing: (share: string) => `Importing ${share}`,
  openPassphrase: 'Passphrase of this file',
  openFile: 'Open and import',
  imported: (count: number) => plural(count, '# record imported', '# records imported'),
  importedNothing: 'Everything in this file is here already.',

  app: 'App',
  install: 'Install Leadlight',
  installs,
  updates,
  applyNow: 'Put it in place now',

  hours: 'Quiet hours',
  hoursText: (federal: string) =>
    `No action is due, and no text goes out, outside the hours of the lead’s own place. Where no state is stricter: ${federal}.`,
  states: 'Stricter states',
  statesText: (asOf: string) =>
    `As guides for callers gave them in ${asOf}. Public holidays are not in it. An editable default, not legal advice.`,
  state: 'State',
  open: 'Contact allowed',
  ownHours: 'Stricter hours of your own',
  ownHoursText: 'Actions are due only when both the law’s hours and yours are open. They can never be looser.',
  closed: 'closed',
  everyDay: 'Every day',
  from: 'From',
  to: 'To',
  saveHours: 'Save hours',
  hoursSaved: 'Your hours hold. Due times are reckoned anew.',
  hoursOff: 'The law’s hours alone hold.',
  hoursInvalid: 'Each open day must begin before it ends, and at least one day must be open.',

  notifications: 'Tell me of new hot leads',
  notifyText: 'While Leadlight is in the background. It says neither names nor words.',
  notifyRefused: 'The browser does not allow it. Allow notifications for this site in the browser’s settings.',
  notifyUnknown: 'This browser shows no notifications. Installing the app may change that.',

  memory: 'Memory for what was read',
  memoryText: 'More lets a lead open sooner; less leaves memory to other apps.',
  memoryAuto: 'As the app decides',
  memoryMb: (megabytes: number) => `${megabytes} MB`,
};
