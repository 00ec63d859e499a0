/**
 * Version of the sync wire format. Raise it with every change of a schema in this folder; the server accepts the
 * version before its own.
 *
 * History: 1 (2026-11) first version: leads, conversations, messages, notes.
 * 2 (2026-11) a lead's `owner` can be edited.
 */
export const PROTOCOL_VERSION = 2;
