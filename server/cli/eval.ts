import { parseRecord } from '../../models/import/parse-conversations.ts';
import type { Facts } from '../../models/facts/types.ts';
import { HEAD_NAMES } from '../../models/text/labels.ts';
import { analyseForPrint } from './analyse-conversations.ts';
import { classifyRecords } from './classify-records.ts';
import { runCommand } from './command.ts';
import { evaluateConversations, type Expected, type ScoredConversation } from './eval/evaluate-conversations.ts';
import { evaluateFacts } from './eval/evaluate-facts.ts';
import { evaluateMessages, type GoldLabels, type ScoredMessage } from './eval/evaluate-messages.ts';
import { issuesInWords } from './issues.ts';
import { parseJudged } from './judged.ts';
import { runJsonLines, type Parsed } from './run-json-lines.ts';
import { loadTextStack } from './text-stack.ts';
import { Writable } from 'node:stream';
import type { MessageRecord } from '../../models/import/parse-conversations.ts';
import type { JudgedConversation } from './analyse-conversations.ts';

const HELP = `Usage: npm run --silent eval -- [--rules] FILE|-
Reads labelled messages (as the label guide defines them) or conversations with "expected" and prints one JSON:
per head accuracy, macro-F1, micro-F1, per-label P/R/F1/support, ECE (15 bins), QWK for ordinal heads; for
conversations level, momentum, actions, heat order and facts.
--rules   use the rule twin even where a text model is installed
Exit code: 0 all lines were read, 2 some lines were bad (told on standard error), 1 failed.
`;

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

await runCommand('eval', HELP, process.argv.slice(2), async (args, streams) => {
  const { intelligence, notice } = await loadTextStack(args);
  if (notice) streams.errors.write(`eval: ${notice}\n`);
  const messages: ScoredMessage[] = [];
  const facts: { gold: Facts; found: Facts }[] = [];
  const conversations: ScoredConversation[] = [];
  const code = await runJsonLines<Labelled>({
    input: streams.input,
    errors: streams.errors,
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
  const report = {
    model: intelligence.model,
    ...(messages.length ? { messages: messages.length, heads: evaluateMessages(messages) } : {}),
    ...(facts.length ? { facts: evaluateFacts(facts) } : {}),
    ...(conversations.length ? evaluateConversations(conversations) : {}),
  };
  streams.output.write(`${JSON.stringify(report, null, 2)}\n`);
  return code;
});
