import type { Setting } from './setting.ts';
import type { FoundFact } from './types.ts';

/** A clause that names what drives the move; the words are kept as written. */
const CLAUSE = String.raw`[^.,;!?\n()]{3,60}?(?=$|[.,;!?\n()]|\s(?:so|and|n|but|which|we|i|need|gotta|looking|til|until|by)\b)`;
const EVENTS = new RegExp(
  String.raw`(?<why>\b(?:(?:my|our|the|his|her|hubby'?s|wife'?s|husband'?s|roommates?|landlord|owner|building|lease|job|company|marshals|twins|baby|kids?|daughter|son|mom|mother|dad|father|grand\w+|parents?|divorce|probate)\b(?: \w+){0,3}? (?:is|are|'?s|s|was|got|getting|gettin|gets|left|died|passed|sold|selling|wants?|raised|raising|going|transferr\w+|reloc\w+|retir\w+|born|due|come|coming|moved|moving|outgrew|begun|up\b|ends?|starts?|started|took|offered)\b${CLAUSE.replace('{3,60}', '{0,45}')}|(?:we(?:'re| are| were)? |i(?:'m| am)? |we just |i just )?(?:getting (?:married|divorced)|got (?:married|divorced|orders|transferred|a new job|a job|laid off|evicted)|having (?:a baby|twins|another)|expecting|pregnant|outgrown?\b|need more (?:space|room)|run(?:ning)? out of (?:space|room)|downsiz\w+|upsiz\w+|empty nest\w*|retiring|relocat\w+|separat\w+|splitting up|moving in together|pcs(?:ing)?|new (?:job|grandbaby|baby|grandchild)|tired of \w+)${CLAUSE.replace('{3,60}', '{0,45}')}))`,
  'id',
);
const PURPOSE =
  /\b(?:(?:in order )?(?<why>to be (?:near|nearer|close|closer)(?: to)? [^.,;!?\n]{3,40})|because (?:of )?(?<why2>[^.,;!?\n]{4,50})|on account of (?<why3>[^.,;!?\n]{4,40}?)(?= (?:we|i)\b|[.,;!?\n]|$)|due to (?<why4>[^.,;!?\n]{4,40})|so (?:that )?(?:we|i) can be (?<why5>near(?:er)? [^.,;!?\n]{3,40}|close(?:r)? to [^.,;!?\n]{3,40}))/di;

const PLAN =
  /\b(?:sell(?:ing)?|buy(?:ing)?|rent(?:ing)?|mov(?:e|ing)|look(?:ing)?|need(?: to)? (?:rent|a (?:place|house|home)|out|2br|3br|to)|list(?:ing)?|find|house|place|market|bounce|relocat\w+|downsiz\w+|sign a lease|worth|get for it)\b/i;
const OBJECTS =
  /\b(?:can'?t|cant|won'?t|not (?:gonna|going|til|until|now|yet)|nope|nah|never|pass|no thanks|too (?:much|far|small|big|expensive)|change schools|off the table|unless)\b/i;
const ASKED =
  /\b(?:what'?s (?:driving|behind|making|prompting|got you)|why (?:are you|the move|now|do you)|what (?:brings|has you|makes|prompted)|reason for)\b/i;

/** Why the lead moves, in a few words as written; found where a plan and its cause stand together. */
export function findMotivation({ text, agent }: Setting): FoundFact[] {
  if (agent?.question && ASKED.test(agent.text.slice(-160))) {
    const clause = /^[^.!?\n]{3,70}/.exec(text)?.[0].replace(/\s(?:friday|n its|so)\b.*$/i, '');
    if (clause !== undefined) return [{ key: 'motivation', value: clause.trim(), start: 0, end: clause.trim().length }];
  }
  if (!PLAN.test(text) || OBJECTS.test(text)) return [];
  for (const pattern of [PURPOSE, EVENTS]) {
    const match = pattern.exec(text);
    const groups = match?.groups ?? {};
    const name = Object.keys(groups).find((key) => groups[key] !== undefined);
    const span = name === undefined ? undefined : match?.indices?.groups?.[name];
    if (!span || name === undefined) continue;
    const words = (groups[name] ?? '').trimEnd();
    return [{ key: 'motivation', value: words, start: span[0], end: span[0] + words.length }];
  }
  return [];
}
