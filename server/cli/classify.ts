import { parseRecord } from '../../models/import/parse-conversations.ts';
import { classifyRecords } from './classify-records.ts';
import { runCommand } from './command.ts';
import { issuesInWords } from './issues.ts';
import { runJsonLines } from './run-json-lines.ts';
import { loadTextStack } from './text-stack.ts';

const HELP = `Usage: npm run --silent classify -- [--rules] [--custom NAME=FOLDER]… FILE|-
Reads labelled-message records (JSON Lines: id, text, context, channel, sentAt) and prints one JSON a line:
sentiment, intents, objections, urgency, readiness, facts, probabilities, source, model.
--rules                use the rule twin even where a text model is installed
--custom NAME=FOLDER   register the model in FOLDER, whose hashes are in FOLDER/SHA256SUMS (sha256sum FILE… > SHA256SUMS);
                       its output is printed as "custom": {NAME: …}. May be given again. See
                       docs/custom-models.md
Exit code: 0 all lines were read, 2 some lines were bad (told on standard error), 1 failed.
`;

await runCommand({ name: 'classify', help: HELP, custom: true }, process.argv.slice(2), async (args, streams) => {
  const { intelligence, notice } = await loadTextStack(args);
  if (notice) streams.errors.write(`classify: ${notice}\n`);
  return runJsonLines({
    ...streams,
    parse: (json, line) => {
      const parsed = parseRecord(json);
      if (!parsed.ok) return { ok: false, reason: issuesInWords(parsed.issues) };
      return { ok: true, value: { ...parsed.record, id: parsed.record.id || String(line) } };
    },
    handle: (records) => classifyRecords(intelligence, records),
  });
});
