import { pluralOf } from '../plural.ts';

const plural = pluralOf('en-US');
const imported = (count: number) => plural(count, '# conversation imported', '# conversations imported');

export default {
  title: 'Import',
  underWay: 'Import under way',
  imported,
  importedOf: (done: string, total: number) =>
    `${done} of ${plural(total, '# conversation imported', '# conversations imported')}`,
  progress: 'Import progress',
  cancel: 'Cancel import',
  result: 'Import result',
  done: (count: number, problems: number, cancelled: boolean) =>
    `${cancelled ? 'Cancelled. ' : ''}${imported(count)}${
      problems > 0
        ? plural(problems, ', # problem in rows that were left out', ', # problems in rows that were left out')
        : ''
    }.`,
  keptBefore: (count: number) =>
    plural(count, '# conversation imported before that is kept.', '# conversations imported before that are kept.'),
  openLead: 'Open the lead',
  showLeads: 'Show leads',
  undo: 'Undo import',
  undone: 'Import undone',
  fromFile: 'From a file',
  fromFileText:
    'JSON, JSON Lines or CSV. It is read and analysed on this device, then kept in step with your team’s server.',
  chooseFile: 'Choose a file',
  chooseFileLong: 'Choose a file to import',
  drop: 'or drop it here',
  format: 'What the file should hold',
  csv: 'a first line with these columns, one message a line:',
  jsonLines: 'one conversation a line.',
  json: 'a list of them:',
  pasteTitle: 'Paste a chat',
  leadName: 'Lead’s name',
  chat: 'Chat',
  chatExample: `Lead: Hi, is the place on Oak St still available?
Me: It is! When could you see it?
Lead: Tomorrow after 5, we need to be out by the 14th`,
  pastedChat: 'Pasted chat',
  importChat: 'Import chat',
  issues: {
    title: 'Rows left out',
    text: 'The other rows were imported. Mend these in the file and import it again.',
    line: 'Line',
    where: 'Where',
    reason: 'Reason',
    more: 'Show more',
    rest: (count: string) => `and ${count} more`,
  },
};
