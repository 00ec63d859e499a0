import { randomUUID } from 'node:crypto';
import { MODELS_NAME } from '../storage/backup/backup.ts';
import { restore } from '../storage/backup/restore.ts';
import { runAdminCommand } from './admin-command.ts';
import { EXIT } from './run-json-lines.ts';

const help = `Usage: npm run restore -- FILE [--replace] [--keys FILE]
Puts the backup in FILE in the place of the configured database, which must be empty. Stop the server first. Every device
starts again at its next sync and sends once more what it sent in the last 30 days and the backup does not hold. Who was
erased since is erased in it, by the key file and by the list "erasures" in DATA_DIR.
--replace     SQLite only: sets the existing database aside (the command says where) instead of refusing
--keys FILE   the newest key file, where it is not leadlight-keys beside the backup
`;

await runAdminCommand(
  { name: 'restore', help, takes: ['FILE'], switches: ['replace'], options: ['keys'] },
  process.argv.slice(2),
  async (config, [file = ''], given) => {
    const stamp = new Date().toISOString().replaceAll(':', '-');
    const keys = typeof given['keys'] === 'string' ? { keys: given['keys'] } : {};
    const options = { replace: given['replace'] === true, newEpoch: () => randomUUID(), stamp, ...keys };
    const { aside, missingModels } = await restore(config, file, options);
    if (aside !== null) process.stdout.write(`The database that was there is now ${aside}.\n`);
    for (const hash of missingModels) {
      const todo = 'remove the model in the app and register it again';
      process.stderr.write(`restore: a registered model's file ${hash} is not in ${MODELS_NAME}: ${todo}.\n`);
    }
    process.stdout.write('Restored. Start the server.\n');
    return EXIT.ok;
  },
);
