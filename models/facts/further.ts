import type { Evidence } from '../conversation.ts';
import type { Turn } from '../text/types.ts';
import { findDecisionMakers } from './decision-makers.ts';
import type { FoundFurther, FurtherKey, KnownFurther, Pet } from './further-types.ts';
import { findPets } from './pets.ts';

/** What is read of a message: statements come early, and no one lists pets for pages. */
const LONGEST = 4000;

/** Who decides with the lead, and pets, as a message states them; at most one a key. */
export function furtherFacts(message: { text: string; context: readonly Turn[] }): FoundFurther[] {
  const before = message.context.at(-1);
  const asked = before?.role === 'agent' ? before.text.slice(-LONGEST) : '';
  const text = message.text.slice(0, LONGEST).replace(/’/g, "'");
  return [...findDecisionMakers(text, asked), ...findPets(text, asked)];
}

const PLURALS: Readonly<Record<string, string>> = { reptile: 'reptiles', rodent: 'rodents' };
const petWords = ({ kind, count }: Pet) =>
  count === 1 ? `1 ${kind}` : `${count === null ? '' : `${count} `}${PLURALS[kind] ?? `${kind}s`}`;

function wordsOf(found: Pick<FoundFurther, 'key' | 'value'>): string {
  if (found.key === 'decision_makers')
    return found.value.length ? `with ${(found.value as readonly string[]).join(', ')}` : 'decides alone';
  return found.value.length ? (found.value as readonly Pet[]).map(petWords).join(', ') : 'no pets';
}

/** A further person or kind of pet adds to what is known; another count, «none» and «alone» replace it. */
function merged(before: KnownFurther, found: FoundFurther): { value: KnownFurther['value']; adds: boolean } {
  if (found.value.length === 0 || before.value.length === 0)
    return { value: found.value, adds: found.value.length === before.value.length };
  if (found.key === 'decision_makers') {
    return { value: [...new Set([...(before.value as readonly string[]), ...found.value])], adds: true };
  }
  const pets = new Map((before.value as readonly Pet[]).map((pet) => [pet.kind, pet]));
  const changed = found.value.some(({ kind, count }) => {
    const known = pets.get(kind);
    return known !== undefined && known.count !== null && count !== null && known.count !== count;
  });
  for (const pet of found.value) pets.set(pet.kind, pet.count === null ? (pets.get(pet.kind) ?? pet) : pet);
  return { value: [...pets.values()], adds: !changed };
}

interface Statement {
  messageId: string;
  /** ISO 8601. */
  sentAt: string;
  found: readonly FoundFurther[];
}

/** What is known after all messages, given in order of time. */
export function knownFurther(perMessage: readonly Statement[]): KnownFurther[] {
  const known = new Map<FurtherKey, KnownFurther>();
  for (const { messageId, sentAt, found } of perMessage) {
    for (const one of found) {
      const evidence: Evidence = { messageId, start: one.start, end: one.end };
      const before = known.get(one.key);
      const { value, adds } = before ? merged(before, one) : { value: one.value, adds: true };
      known.set(one.key, {
        key: one.key,
        value,
        words: wordsOf({ key: one.key, value } as FoundFurther),
        statedAt: sentAt,
        evidence: before && adds ? [...before.evidence, evidence] : [evidence],
        overruled:
          before && !adds
            ? [...before.overruled, { words: before.words, statedAt: before.statedAt, evidence: before.evidence }]
            : (before?.overruled ?? []),
      });
    }
  }
  return [...known.values()];
}
