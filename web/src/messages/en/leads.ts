import { pluralOf } from '../plural.ts';

const plural = pluralOf('en-US');

export default {
  title: 'Leads',
  groups: { now: 'Now', soon: 'Within 3 days', later: 'Later', quiet: 'Leave in peace' },
  search: 'Search',
  searchLabel: 'Search leads by name, phone or e-mail',
  loading: 'Loading leads',
  listLabel: 'Leads, who needs attention first',
  newOrder: 'New order',
  waiting: (count: number) => plural(count, '# new', '# new'),
  sample: 'sample',
  emptyTitle: 'No leads yet',
  emptyText:
    'Leads appear here as soon as their messages arrive: from your CRM through the server, or from a file or chat that you import.',
  trySamples: 'Try with sample leads',
  import: 'Import conversations',
  samplesNote: 'Sample leads are made up. Remove them any time under More.',
  samplesAdded: (count: number) => plural(count, '# sample lead added', '# sample leads added'),
  noMatch: (query: string) => `No lead matches “${query}”.`,
  showAll: 'Show all leads',
  next: 'Next lead',
  previous: 'Previous lead',
  open: 'Open the lead',
};
