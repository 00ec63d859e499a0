import { parseArgs, type ParseArgsConfig } from 'node:util';
import { readConfig, type Config } from '../config.ts';
import { EXIT } from './run-json-lines.ts';

/** A command for the one who runs the server; it reads the same environment as the server. */
export interface AdminCommand {
  name: string;
  help: string;
  /** Names of the arguments, all required. */
  takes: readonly string[];
  /** Names of the switches, and of the options that take a value. */
  switches?: readonly string[];
  options?: readonly string[];
}

/** Switches that were set are true, options hold their value. */
export type Given = Readonly<Record<string, string | boolean | undefined>>;

/** Runs it: wrong usage or configuration exits with 2, a failure with 1 and one sentence that says what to do. */
export async function runAdminCommand(
  command: AdminCommand,
  argv: readonly string[],
  run: (config: Config, args: readonly string[], given: Given) => Promise<number>,
): Promise<void> {
  const complain = (text: string) => process.stderr.write(`${command.name}: ${text}\n`);
  const parsed = parse(command, argv);
  if (parsed === 'help') {
    process.stdout.write(command.help);
    return;
  }
  if (parsed === null) {
    complain(`give ${command.takes.join(' ') || 'no arguments'}.\n${command.help}`);
    process.exitCode = EXIT.badLines;
    return;
  }
  const read = readConfig(process.env);
  if (!read.ok) {
    complain(`the configuration is wrong:\n${read.problems.map((problem) => `  ${problem}`).join('\n')}`);
    process.exitCode = EXIT.badLines;
    return;
  }
  try {
    process.exitCode = await run(read.config, parsed.args, parsed.given);
  } catch (error) {
    complain((error as Error).message);
    process.exitCode = EXIT.failed;
  }
}

function parse({ takes, switches = [], options = [] }: AdminCommand, argv: readonly string[]) {
  try {
    const types: NonNullable<ParseArgsConfig['options']> = {};
    for (const name of ['help', ...switches]) types[name] = { type: 'boolean' };
    for (const name of options) types[name] = { type: 'string' };
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: types,
    });
    const given = values as Given;
    if (given['help'] === true) return 'help';
    return positionals.length === takes.length ? { args: positionals, given } : null;
  } catch {
    return null;
  }
}
