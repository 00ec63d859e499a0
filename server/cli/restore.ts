import { randomUUID } from 'node:crypto';
import { restore } from '../storage/backup/restore.ts';
import { runAdminCommand } from './admin-command.ts';
import { EXIT } from './run-json-lines.ts';

const help = `Usage: npm run restore -- FILE [--replace]
Puts the backup in FILE in the place of the configured database, which must be empty. Stop the server first. Every device
starts again at its next sync and sends once more what it sent in the last 30 days and the backup does not hold.
--replace   SQLite only: sets the existing database aside (the command says where) instead of refusing
`;

await runAdminCommand(
  { name: 'restore', help, takes: ['FILE'], switches: ['replace'] },
  process.argv.slice(2),
  async (config, [file = ''], switches) => {
    const stamp = new Date().toISOString().replaceAll(':', '-');
    const options = { replace: switches.has('replace'), newEpoch: () => randomUUID(), stamp };
    const aside = await restore(config, file, options);
    if (aside !== null) process.stdout.write(`The database that was there is now ${aside}.\n`);
    process.stdout.write('Restored. Start the server.\n');
    return EXIT.ok;
  },
);
