import { analyseForPrint } from './analyse-conversations.ts';
import { runCommand } from './command.ts';
import { parseJudged } from './judged.ts';
import { runJsonLines } from './run-json-lines.ts';
import { loadTextStack } from './text-stack.ts';

const HELP = `Usage: npm run --silent analyze -- [--rules] [--custom NAME=FOLDER]… FILE|-
Reads conversations (JSON Lines: id, leadId?, channel?, now?, messages [{from, text, sentAt}]) and prints one JSON a
line: level, momentum, health, conversion, scores, facts, insights, actions, messages.
--rules                use the rule twin even where a text model is installed
--custom NAME=FOLDER   register the model in FOLDER, whose hashes are in FOLDER/SHA256SUMS (sha256sum FILE… > SHA256SUMS);
                       its output is printed as "customSignals" and messages[].custom. May be given again. See
                       docs/custom-models.md
Exit code: 0 all lines were read, 2 some lines were bad (told on standard error), 1 failed.
`;

await runCommand({ name: 'analyze', help: HELP, custom: true }, process.argv.slice(2), async (args, streams) => {
  const { intelligence, notice } = await loadTextStack(args);
  if (notice) streams.errors.write(`analyze: ${notice}\n`);
  return runJsonLines({
    ...streams,
    parse: parseJudged,
    handle: async (batch) => {
      const out = [];
      for (const judged of batch) out.push(await analyseForPrint(intelligence, judged));
      return out;
    },
    batchSize: 8,
  });
});
