import { pluralOf } from '../plural.ts';

const plural = pluralOf('en-US');

export default {
  title: 'Insights',
  levels: 'Leads by level',
  level: 'Level',
  leads: 'Leads',
  share: 'Share',
  notAnalysed: 'Not analysed yet',
  total: (count: number) => plural(count, '# lead', '# leads'),
  emptyTitle: 'No leads to count yet',
  emptyText: 'Once conversations are here, this page shows how many leads stand at which level.',
};
