import pino from 'pino';
import { helpText, readConfig } from './config.ts';
import { describeError } from './log.ts';
import { startServer } from './start.ts';
import { LockedError } from './storage/lock-file.ts';

const say = (text: string) => process.stdout.write(`${text}\n`);
const complain = (text: string) => process.stderr.write(`${text}\n`);

async function main(): Promise<number | undefined> {
  if (process.argv.includes('--help') || process.argv.includes('-h')) {
    say(helpText());
    return 0;
  }
  const read = readConfig(process.env);
  if (!read.ok) {
    complain(`Leadlight cannot start:\n${read.problems.map((problem) => `  ${problem}`).join('\n')}`);
    return 2;
  }
  const { config } = read;
  const logger = pino({ level: config.logLevel, base: null }, pino.destination({ dest: 2, sync: true }));
  const server = await startServer(config, logger);
  // For scripts and tests: one line, always first.
  say(`listening ${server.url}`);
  say(`\nLeadlight is ready: open ${config.publicUrl ?? server.url}`);
  if (server.firstAdmin === null) say('Sign in with your account.\n');
  else if (config.admin.password !== null) say(`Sign in as ${server.firstAdmin.email} with the password you set.\n`);
  else {
    say(`Sign in the first time as  ${server.firstAdmin.email}`);
    say(`with the password          ${server.firstAdmin.password}`);
    say('It is shown only now: keep it.\n');
  }
  let stopping = false;
  const stop = (signal: string) => {
    if (stopping) return;
    stopping = true;
    logger.info({ signal }, 'stopping');
    server.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error(describeError(error), 'could not stop cleanly');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  return undefined;
}

try {
  const code = await main();
  if (code !== undefined) process.exitCode = code;
} catch (error) {
  const known = error instanceof LockedError || (error instanceof Error && 'code' in error);
  complain(`Leadlight cannot start: ${known ? error.message : String(error instanceof Error ? error.stack : error)}`);
  process.exitCode = 1;
}
