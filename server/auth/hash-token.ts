import { createHash } from 'node:crypto';

/** How random tokens are stored: as SHA-256, hex. They are long enough that nothing slower is needed. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
