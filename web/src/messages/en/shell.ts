import type { ModelProblem } from '../../inference/analysis-api.ts';
import { pluralOf } from '../plural.ts';

const plural = pluralOf('en-US');
const problems: Record<ModelProblem, string> = {
  model_unreachable: 'Rules (model not here yet)',
  model_checksum: 'Rules (model refused)',
  model_broken: 'Rules (model can’t run)',
  model_failing: 'Rules (model paused)',
};

export default {
  skip: 'Skip to content',
  home: 'Leadlight, today',
  main: 'Main',
  places: { today: 'Today', leads: 'Leads', add: 'Add', insights: 'Insights', more: 'More' },
  keys: 'Keys',
  chooseLead: 'Choose a lead to see why they matter now and what to do.',
  loading: 'Loading',
  screenFailed: 'This screen could not be loaded. What you saved is safe. Try again when the network is back.',
  updateWaiting: 'New version',
  lockNow: 'Lock now',
  evicted: (unsynced: number) =>
    unsynced > 0
      ? `The browser cleared this device’s storage. What the server has comes back after signing in; ${plural(unsynced, '# edit that was', '# edits that were')} not sent yet is lost. In Settings, ask the browser to keep the storage.`
      : 'The browser cleared this device’s storage. Nothing is lost: all of it comes back from the server after signing in. In Settings, ask the browser to keep the storage.',
  state: 'State',
  signIn: 'Sign in',
  edits: (count: number) => plural(count, '# edit waiting', '# edits waiting'),
  inStep: 'In step',
  syncing: 'Syncing…',
  offlineSince: (moment: string) => `Offline since ${moment}`,
  syncPaused: 'Sync paused',
  syncFailed: 'Sync failed',
  startingAnalysis: 'Starting analysis',
  analysing: (done: string, total: string) => `Analysing ${done} of ${total}`,
  loadingModel: (percent: number) => `Loading model ${percent} %`,
  rules: 'Rules (no model yet)',
  resting: 'resting',
  problems,
  hotTitle: (name: string) => `${name} is ready now`,
  hotBody: (action: string | null) => (action ? `Hot opportunity. Next: ${action}.` : 'Hot opportunity.'),
  shortcuts: {
    everywhere: 'Everywhere',
    help: 'These keys',
    back: 'Back to the list',
  },
};
