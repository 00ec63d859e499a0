import { runCommand } from './command.ts';
import { evaluateFile } from './eval/evaluate-file.ts';
import { loadTextStack } from './text-stack.ts';

const HELP = `Usage: npm run --silent eval -- [--rules] FILE|-
Reads labelled messages (as the label guide defines them) or conversations with "expected" and prints one JSON:
per head accuracy, macro-F1, micro-F1, per-label P/R/F1/support, ECE (15 bins), QWK for ordinal heads; for
conversations level, momentum, actions, heat order and facts.
--rules   use the rule twin even where a text model is installed
Exit code: 0 all lines were read, 2 some lines were bad (told on standard error), 1 failed.
`;

await runCommand({ name: 'eval', help: HELP, custom: false }, process.argv.slice(2), async (args, streams) => {
  const { intelligence, notice } = await loadTextStack(args);
  if (notice) streams.errors.write(`eval: ${notice}\n`);
  const { report, code } = await evaluateFile(intelligence, streams.input, streams.errors);
  streams.output.write(`${JSON.stringify(report, null, 2)}\n`);
  return code;
});
