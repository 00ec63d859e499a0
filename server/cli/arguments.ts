import { parseArgs } from 'node:util';

export interface CliArguments {
  /** `-` for standard input. */
  path: string;
  rules: boolean;
}

export type CliParse = { kind: 'run'; args: CliArguments } | { kind: 'help' } | { kind: 'usage'; message: string };

/** Arguments of `classify`, `analyze` and `eval`: one FILE or `-`, `--rules`, `--help`. */
export function parseCliArguments(argv: readonly string[]): CliParse {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { rules: { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h', default: false } },
    });
    if (values.help) return { kind: 'help' };
    const [path, ...rest] = positionals;
    if (path === undefined || rest.length > 0)
      return { kind: 'usage', message: 'Give one FILE, or - for standard input.' };
    return { kind: 'run', args: { path, rules: values.rules } };
  } catch (error) {
    return { kind: 'usage', message: (error as Error).message };
  }
}
