import { DEFAULTS } from '../../../models/protocol/entities.ts';
import { LeadIntelligence } from '../../../models/insight/lead-intelligence.ts';
import { ruleAnalyser } from '../../../models/text/rules/rule-analyser.ts';
import { leadConversation } from '../../../models/insight/lead-conversation.ts';
import { summarise } from '../../../web/src/inference/summarise.ts';
import { AccountDatabase, recordKey, type BoxRow } from '../../../web/src/storage/database.ts';
import type { BaseRow } from '../../../web/src/storage/rows.ts';
import type { AccountKeys } from '../../../web/src/storage/key-store.ts';
import { Sealer } from '../../../web/src/storage/seal.ts';
import type { ViewRow } from '../../../web/src/storage/storage-port.ts';

/** Leads that may be opened: each this many has its whole analysis stored, and all have their summary. */
export const ANALYSED_EVERY = 20;
const TOGETHER = 5000;
const LINES = [
  'Hi, is the house on Oak St still available?',
  'We are pre-approved for 450k and need three bedrooms near the park.',
  'Can we see it on Saturday after four?',
  'The price seems a bit high compared with Elm Ave.',
  'Our lease ends in six weeks, so we have to move by then.',
  'What are the taxes and the HOA fees?',
  'My wife liked the kitchen, the garage is too small for us.',
  'Thanks, we are still looking around for now.',
];
const NAMES = ['Dana', 'Luis', 'Kim', 'Priya', 'Omar', 'Ana', 'Noah', 'Mei', 'Ivan', 'Zoe'];

/**
 * Writes leads with ten messages each straight into an account's tables, sealed as the app seals them: the conversations
 * are a few, with words of their own in each lead. Every lead counts as analysed.
 */
export async function fill(keys: AccountKeys, leads: number): Promise<void> {
  const db = new AccountDatabase(keys.database);
  const sealer = new Sealer(keys.data, crypto);
  const clock = { now: () => new Date().toISOString(), millis: () => performance.now() };
  const intelligence = new LeadIntelligence({ clock });
  const made = Array.from({ length: leads }, (_, i) => conversationOf(i));
  const base = async (rows: readonly ViewRow[]) => {
    for (let from = 0; from < rows.length; from += TOGETHER) {
      const sealed = await Promise.all(rows.slice(from, from + TOGETHER).map((row) => baseRow(sealer, row)));
      await db.base.bulkAdd(sealed);
    }
  };
  await base(made.map(({ lead }) => lead));
  await base(made.flatMap(({ messages }) => messages));
  const analyser = { source: 'rules', model: ruleAnalyser.model } as const;
  const kinds = await Promise.all(
    made.slice(0, LINES.length).map(async ({ lead, messages }) => {
      const conversation = leadConversation(lead, messages);
      const analysis = await intelligence.analyseConversation(conversation, { now: clock.now() });
      return { analysis, summary: summarise(conversation, analysis, analyser as never, clock.now()) };
    }),
  );
  const box = async (kind: string, leadId: string, value: unknown): Promise<BoxRow> => ({
    leadId,
    box: await sealer.seal(value, `${kind}:${leadId}`),
  });
  await db.summaries.bulkAdd(
    await Promise.all(
      made.map(({ lead }, i) => {
        const summary = kinds[i % kinds.length]!.summary;
        return box('summary', lead.id, { ...summary, leadId: lead.id, lastMessageAt: messageTime(i, 9) });
      }),
    ),
  );
  for (let i = 0; i < leads; i += ANALYSED_EVERY) {
    const { lead, messages } = made[i]!;
    const conversation = leadConversation(lead, messages);
    const analysis = await intelligence.analyseConversation(conversation, { now: clock.now() });
    await db.analyses.add(await box('analysis', lead.id, analysis));
  }
  await db.kv.bulkPut([{ name: 'position', value: { clientId: 'bench', epoch: 'e1', cursor: 0, scope: 's1' } }]);
  db.close();
}

const messageTime = (lead: number, message: number) =>
  new Date(Date.now() - (lead % 500) * 3600_000 - (10 - message) * 600_000).toISOString();

export const leadName = (i: number) => `${NAMES[i % NAMES.length]} ${i}`;

function conversationOf(i: number): { lead: ViewRow<'lead'>; messages: ViewRow<'message'>[] } {
  const id = `lead-${i}`;
  const data = { ...DEFAULTS.lead, name: leadName(i), phone: `+1415${1_000_000 + i}`, createdAt: messageTime(i, 0) };
  const messages = Array.from({ length: 10 }, (_, n): ViewRow<'message'> => {
    const from = n % 3 === 1 ? 'agent' : 'lead';
    const text = `${LINES[(i + n) % LINES.length]} ${n === 5 ? `Unit ${i} of block ${i % 97}.` : ''}`;
    return {
      entity: 'message',
      id: `${id}-${n}`,
      parent: id,
      pending: false,
      data: { ...DEFAULTS.message, from, channel: 'sms', text, sentAt: messageTime(i, n) },
    };
  });
  return { lead: { entity: 'lead', id, parent: null, pending: false, data }, messages };
}

async function baseRow(sealer: Sealer, { entity, id, parent, data }: ViewRow): Promise<BaseRow> {
  const key = recordKey(entity, id);
  const box = await sealer.seal({ data, meta: {}, owner: 'u1' }, `base:${key}`);
  return { key, entity, id, parent: parent ?? '', rev: 1, box };
}
