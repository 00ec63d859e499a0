/** What the service worker says when a push comes: no name, no word of a message. */
export default {
  reasons: { level: 'A lead is ready for you', urgent: 'A lead wants an answer today' },
  other: 'There is news in Leadlight',
  open: 'Open Leadlight to see who it is.',
};
