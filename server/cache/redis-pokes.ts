import { randomUUID } from 'node:crypto';
import { parsePoke, pokeText } from '../sync/poke-text.ts';
import type { PokeCarrier } from '../sync/pokes.ts';
import type { Redis } from './redis.ts';

const CHANNEL = 'leadlight:poke';

/** Pokes by PUBLISH after the commit: they spare the database where many server processes run. */
export function redisPokes(redis: Redis): PokeCarrier {
  const self = randomUUID();
  return {
    publish(tenantId, rev) {
      void redis.ask((command) => command('PUBLISH', CHANNEL, pokeText(self, tenantId, rev)), null);
    },
    listen(onPoke) {
      redis.listen(CHANNEL, (text) => {
        const poke = parsePoke(text);
        if (poke !== null && poke.from !== self) onPoke(poke.tenant, poke.rev);
      });
    },
  };
}
