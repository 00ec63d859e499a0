import { Writable, type Readable } from 'node:stream';
import type { LeadIntelligence } from '../../../models/insight/lead-intelligence.ts';
import { parseRecord, type MessageRecord } from '../../../models/import/parse-conversations.ts';
import type { Facts } from '../../../models/facts/types.ts';
import { HEAD_NAMES } from '../../../models/text/labels.ts';
import { analyseForPrint, type JudgedConversation } from '../analyse-conversations.ts';
import { classifyRecords } from '../classify-records.ts';
import { issuesInWords } from '../issues.ts';
import { parseJudged } from '../judged.ts';
import { runJsonLines, type Parsed } from '../run-json-lines.ts';
import { evaluateConversations, type Expected, type ScoredConversation } from './evaluate-conversations.ts';
import { evaluateFacts } from './evaluate-facts.ts';
import { evaluateMessages, type GoldLabels, type ScoredMessage } from './evaluate-messages.ts';

type Labelled =
  | { kind: 'message'; record: MessageRecord; gold: GoldLabels; facts: Facts | undefined }
  | { kind: 'conversation'; judged: JudgedConversation; expected: Expected };

function labelled(json: unknown): Parsed<Labelled> {
  const value = json as Record<string, unknown> | null;
  if (typeof value === 'object' && value !== null && 'messages' in value) {
    const judged = parseJudged(value);
    if (!judged.ok) return judged;
    if (typeof value['expected'] !== 'object' || value['expected'] === null) {
      return { ok: false, reason: 'expected: expected an object' };
    }
    return { ok: true, value: { kind: 'conversation', judged: judged.value, expected: value['expected'] as Expected } };
  }
  const parsed = parseRecord(json);
  if (!parsed.ok) return { ok: false, reason: issuesInWords(parsed.issues) };
  const gold = Object.fromEntries(HEAD_NAMES.filter((head) => value![head] !== undefined).map((h) => [h, value![h]]));
  if (Object.keys(gold).length === 0) return { ok: false, reason: 'no gold label of any head' };
  const facts = value!['facts'] as Facts | undefined;
  return { ok: true, value: { kind: 'message', record: parsed.record, gold: gold as GoldLabels, facts } };
}

/** Everything that `eval` prints of one file of labelled messages or conversations. */
export type Report = { model: string; messages?: number; heads?: ReturnType<typeof evaluateMessages> } & {
  facts?: ReturnType<typeof evaluateFacts>;
} & Partial<ReturnType<typeof evaluateConversations>>;

/** Evaluates labelled messages and conversations; bad lines go to `errors`. Returns the report and the exit code. */
export async function evaluateFile(
  intelligence: LeadIntelligence,
  input: Readable,
  errors: Writable,
): Promise<{ report: Report; code: number }> {
  const messages: ScoredMessage[] = [];
  const facts: { gold: Facts; found: Facts }[] = [];
  const conversations: ScoredConversation[] = [];
  const code = await runJsonLines<Labelled>({
    input,
    errors,
    output: new Writable({ write: (_chunk, _encoding, done) => done() }),
    parse: labelled,
    handle: async (batch) => {
      const rows = batch.filter((item) => item.kind === 'message');
      const found = await classifyRecords(
        intelligence,
        rows.map((row) => row.record),
      );
      rows.forEach((row, i) => {
        messages.push({ gold: row.gold, predicted: found[i]! });
        if (row.facts) facts.push({ gold: row.facts, found: found[i]!.facts });
      });
      for (const item of batch) {
        if (item.kind !== 'conversation') continue;
        conversations.push({ expected: item.expected, analysis: await analyseForPrint(intelligence, item.judged) });
      }
      return [];
    },
  });
  const report: Report = {
    model: intelligence.model,
    ...(messages.length ? { messages: messages.length, heads: evaluateMessages(messages) } : {}),
    ...(facts.length ? { facts: evaluateFacts(facts) } : {}),
    ...(conversations.length ? evaluateConversations(conversations) : {}),
  };
  return { report, code };
}
