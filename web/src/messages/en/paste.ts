export default {
  title: 'Add a conversation',
  intro: 'Paste a chat, one message a line. It is read on this device and kept as a lead.',
  name: 'Lead’s name',
  chat: 'Chat',
  example:
    'Lead: Hi, is the place on Oak St still available?\nMe: It is! When could you see it?\nLead: Tomorrow after 5, we need to be out by the 14th',
  add: 'Add the lead',
  adding: 'Reading…',
  failed: 'No conversation could be read from this. Begin each line with who wrote it, such as “Lead:” or “Me:”.',
  fromFile: 'Import from a file',
};
