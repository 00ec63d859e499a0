import { parseArgs } from 'node:util';

export interface CliArguments {
  /** `-` for standard input. */
  path: string;
  rules: boolean;
  /** Models to register, in the order given. */
  custom: readonly CustomFolder[];
}

/** `--custom NAME=FOLDER`. */
export interface CustomFolder {
  name: string;
  folder: string;
}

export type CliParse = { kind: 'run'; args: CliArguments } | { kind: 'help' } | { kind: 'usage'; message: string };

/** Arguments of `classify`, `analyze` and `eval`: one FILE or `-`, `--rules`, `--help`; `--custom` where it is taken. */
export function parseCliArguments(argv: readonly string[], takes: { custom: boolean }): CliParse {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        rules: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
        custom: { type: 'string', multiple: true, default: [] },
      },
    });
    if (values.help) return { kind: 'help' };
    const [path, ...rest] = positionals;
    if (path === undefined || rest.length > 0)
      return { kind: 'usage', message: 'Give one FILE, or - for standard input.' };
    if (!takes.custom && values.custom.length > 0) return { kind: 'usage', message: 'This takes no --custom.' };
    const custom = values.custom.map(customFolder).filter((given) => given !== null);
    if (custom.length < values.custom.length) return { kind: 'usage', message: 'Give --custom as NAME=FOLDER.' };
    return { kind: 'run', args: { path, rules: values.rules, custom } };
  } catch (error) {
    return { kind: 'usage', message: (error as Error).message };
  }
}

function customFolder(given: string): CustomFolder | null {
  const [, name, folder] = /^([^=]+)=(.+)$/.exec(given) ?? [];
  return name && folder ? { name, folder } : null;
}
