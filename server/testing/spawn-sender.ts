import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Vapid } from '../alerts/push-job.ts';

/** What `send-alerts.ts` is started with. */
export interface SenderData {
  database: { url: string } | { file: string };
  /** Certificate authority (PEM) of the sink. */
  ca: string;
  vapid: Vapid;
  /** Every byte of the test server's field key. */
  fieldKey: number;
}

/** Starts a process that sends what is queued. */
export function spawnSender(data: SenderData): { kill(): Promise<void> } {
  const script = fileURLToPath(new URL('send-alerts.ts', import.meta.url));
  const env = { PATH: process.env['PATH'] ?? '' };
  const child = spawn(process.execPath, [script, JSON.stringify(data)], { env, stdio: 'inherit' });
  const gone = new Promise<void>((done) => child.once('exit', () => done()));
  return {
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
  };
}
