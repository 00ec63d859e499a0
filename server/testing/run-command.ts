import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface Ran {
  code: number;
  out: string;
  err: string;
}

/** Runs a command of `server/cli` as a process of its own, with nothing but `env` around it. */
export function runCommand(command: string, args: readonly string[], env: Record<string, string>): Promise<Ran> {
  const script = fileURLToPath(new URL(`../cli/${command}.ts`, import.meta.url));
  return new Promise((done) => {
    execFile(process.execPath, [script, ...args], { env: { PATH: process.env['PATH'], ...env } }, (error, out, err) => {
      done({ code: error === null ? 0 : Number(error.code), out, err });
    });
  });
}
