/**
 * Version of the sync wire format. Raise it with every change of a schema in this folder; the server accepts the
 * version before its own.
 *
 * History: 1 (2026-11) first version: leads, conversations, messages, notes. 2 (2026-11) facts edited by hand, tasks,
 * corrections, outcomes, consents, saved views; `handled` of a lead: done or snoozed in the queue; its `owner` can be
 * edited.
 */
export const PROTOCOL_VERSION = 2;
