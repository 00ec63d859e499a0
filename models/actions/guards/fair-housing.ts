/**
 * Statements of preference, limitation or steering by protected class (42 USC 3604(c); classes that states add are
 * marked). A word list finds the usual wordings, not every one; it is a help for the writer, not legal advice.
 */
export interface FairHousingFinding {
  class: string;
  start: number;
  end: number;
  /** What to write instead. */
  advice: string;
}

const OBJECTIVE = 'Describe the home, and point to public sources (school reports, crime maps, census) instead.';

const RULES: readonly { class: string; pattern: RegExp }[] = [
  {
    class: 'familial status',
    pattern:
      /\b(no (kids|children)|adults? only|perfect for (a )?(families|family|singles?|couples?|empty nesters)|family[- ](friendly|oriented) (area|neighbou?rhood|street|community)|ideal for (families|singles|couples)|mature (person|couple|individuals?))\b/gi,
  },
  {
    class: 'race, colour or national origin',
    pattern:
      /\b((white|black|asian|hispanic|latino|latina|african[- ]american|indian|arab|jewish|immigrant) (area|neighbou?rhood|community|families|people|buyers?|neighbou?rs)|integrated (area|neighbou?rhood)|english speakers? only|no (immigrants|foreigners))\b/gi,
  },
  {
    class: 'religion',
    pattern:
      /\b((christian|catholic|jewish|muslim|hindu|mormon) (home|area|neighbou?rhood|community|families|people)|near (a )?good (church|temple|mosque|synagogue)(es)?)\b/gi,
  },
  { class: 'sex', pattern: /\b((males?|females?|men|women|gentlemen|ladies) (only|preferred)|bachelor pad)\b/gi },
  {
    class: 'handicap',
    pattern:
      /\b(able[- ]bodied( only)?|no wheelchairs?|must be able to (climb|walk)|not suitable for (the )?(handicapped|disabled))\b/gi,
  },
  {
    class: 'steering about an area or its people',
    pattern:
      /\b((very |really |super |pretty |so )?(safe|good|nice|bad|rough|sketchy|dangerous|exclusive|desirable|up[- ]and[- ]coming) (area|neighbou?rhood|part of town|side of town|people|neighbou?rs|crowd|element)|(good|great|best|bad|better) schools?|low[- ]crime|crime[- ]free|the right (kind|type|sort) of (people|neighbou?rs)|you('d| would|'ll| will) (fit in|feel at home)|people like you)\b/gi,
  },
  {
    class: 'source of income (many states)',
    pattern: /\b(no (section 8|vouchers?)|section 8 not accepted|professionals? only)\b/gi,
  },
  {
    class: 'age (some states)',
    pattern: /\b(no (old|young|elderly) people|young professionals?|senior citizens? only)\b/gi,
  },
];

/** Wordings in `text` (an agent's draft or template) that state a preference or steer; empty when none is found. */
export function checkFairHousing(text: string): FairHousingFinding[] {
  return RULES.flatMap((rule) =>
    [...text.matchAll(rule.pattern)].map((match) => ({
      class: rule.class,
      start: match.index,
      end: match.index + match[0].length,
      advice: OBJECTIVE,
    })),
  ).sort((a, b) => a.start - b.start);
}

const INVITES_STEERING =
  /\b(safe|sketchy|rough|dangerous|ghetto|crime|good|bad|nice|diverse|what (kind|type|sort) of) [\w ]{0,24}?(area|neighbou?rhood|neighbou?rs|people|part of town|schools?|families|crowd)\b|\b(area|neighbou?rhood|street|block) [\w ]{0,16}?(safe|sketchy|rough|dangerous|family)\b|\b(many|any|lots? of|mostly) (kids|families|white|black|asian|hispanic|latino|indian|muslim|jewish|christian) ?(people|families)?\b/i;

/** A note for the agent when the lead's words invite steering, else null. */
export function steeringNote(leadText: string): string | null {
  return INVITES_STEERING.test(leadText)
    ? 'The lead asks about safety, schools or people. Don’t judge the area: ask what matters to them, and send public sources (crime maps, school reports, census) so that they decide.'
    : null;
}
