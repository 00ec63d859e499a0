import { pluralOf } from '../plural.ts';

const plural = pluralOf('en-US');

export default {
  title: 'Today',
  listLabel: 'Whom to contact, first things first',
  doneTitle: 'Nothing is due',
  doneText: 'Nobody waits for you in the next three days. New messages bring leads back here by themselves.',
  others: (count: number) => plural(count, 'See # other lead', 'See all # other leads'),
};
