export default {
  onlyAdmins: 'Only for admins',
  onlyAdminsText: 'This screen is for the admins of your team. Ask one of them for what you need here.',
  loading: 'Loading from the server',
  lastRead: (when: string) => `As of ${when}.`,
  copy: 'Copy',
  copied: 'Copied',
  notCopied: 'The browser did not let the app copy. Select the text and copy it by hand.',
  shownOnce: 'Shown this once only. Copy it now and keep it safe.',
  doneWithIt: 'I have it',
  cancel: 'Cancel',
  more: 'Show more',
};
