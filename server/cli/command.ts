import type { Readable, Writable } from 'node:stream';
import { parseCliArguments, type CliArguments } from './arguments.ts';
import { openInput } from './lines.ts';
import { EXIT } from './run-json-lines.ts';

export interface Streams {
  input: Readable;
  output: Writable;
  errors: Writable;
}

export interface Command {
  name: string;
  help: string;
  /** It takes `--custom NAME=FOLDER`. */
  custom: boolean;
}

/** Runs a command over one input: usage errors exit with 2, an unreadable file with 1; sets the exit code. */
export async function runCommand(
  { name, help, custom }: Command,
  argv: readonly string[],
  run: (args: CliArguments, streams: Streams) => Promise<number>,
): Promise<void> {
  const parsed = parseCliArguments(argv, { custom });
  if (parsed.kind === 'help') {
    process.stdout.write(help);
    return;
  }
  if (parsed.kind === 'usage') {
    process.stderr.write(`${name}: ${parsed.message}\n${help}`);
    process.exitCode = EXIT.badLines;
    return;
  }
  // A reader that closes early (`| head`) is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : EXIT.failed));
  const streams = { input: openInput(parsed.args.path), output: process.stdout, errors: process.stderr };
  try {
    process.exitCode = await run(parsed.args, streams);
  } catch (error) {
    process.stderr.write(`${name}: ${(error as Error).message}\n`);
    process.exitCode = EXIT.failed;
  }
}
