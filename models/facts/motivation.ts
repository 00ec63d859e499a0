import type { Setting } from './setting.ts';
import type { FoundFact } from './types.ts';

const PEOPLE = String.raw`wife|husband|hubby|spouse|kids?|daughter|son|mom|mother|moms|dad|father|pops|parents?|grand\w+|roommates?|landlord|owner|building|complex|lease|company|job|employer|marshals|twins|baby|boyfriend|girlfriend|fianc\wes?|ex|brother|sister|knees?|hip|stairs|divorce|commute`;
const HAPPENS = String.raw`sold|selling|is selling|is being sold|getting married|gettin married|got married|is getting married|left me|left us|is retiring|retiring|got transferred|is transferring|got relocated|is relocating|going co-?op|is going co-?op|(?:is )?converting|is turning|are turning|turning|raised (?:the|my|our) rent|is raising|wants (?:us|me) out|kicked (?:us|me) out|(?:is |are )?moving (?:out|in|back|away)|moved out|is expecting|expecting|(?:is |are )?due (?:in|on)|graduat\w+|(?:is |are )?starting (?:school|college|kindergarten|a (?:new )?job)|have begun|has begun|got a (?:new )?job|got orders|come (?:friday|monday)|is pregnant|outgrew|moved in|was born|took a job|(?:is|are) (?:up|ending)|got (?:a )?divorce\w*`;
/** What happened to whom that makes them move; the words are kept as written. */
const EVENTS = new RegExp(
  String.raw`(?<why>\b(?:(?:my|our|the|his|her|their) )?(?:late |old |oldest |youngest )?(?:${PEOPLE})(?:'s)? (?:just |finally |are |is |has |already )?(?:${HAPPENS})\b[^.,;!?\n()]{0,30}?(?=$|[.,;!?\n()]|\s(?:so|and|n|but|which|we|i|need|gotta|looking|til|until|by|gave)\b)|\b(?:(?:we|i)(?:'re| are|'m| am)? (?:just |finally )?)?(?:getting (?:married|divorced)|got (?:married|divorced|orders|transferred|a new job|evicted)|having (?:a baby|twins|another baby)|expecting a baby|outgrown (?:our|this|the) \w+|outgrew (?:our|this|the) \w+|need(?:ing)? more (?:space|room)|running out of (?:space|room)|empty nest\w*|relocating for \w+|new (?:job|grandbaby|grandchild|baby)|tired of (?:pay\w+|rent\w+|stairs|the \w+|our|this|commut\w+|shovel\w+)[^.,;!?\n]{0,30}|splitting up|separating))`,
  'id',
);
const PURPOSE =
  /\b(?:(?:in order )?(?<why>to be (?:near|nearer|close|closer)(?: to)? [^.,;!?\n]{3,40})|because of (?<why2>(?:my|our|the|his|her) [^.,;!?\n]{4,40})|on account of (?<why3>[^.,;!?\n]{4,40}?)(?= (?:we|i)\b|[.,;!?\n]|$)|(?:sell|mov|buy|rent|list|downsiz)\w* due to (?<why4>[^.,;!?\n]{4,40})|so (?:that )?(?:we|i) can be (?<why5>near(?:er)? [^.,;!?\n]{3,40}|close(?:r)? to [^.,;!?\n]{3,40}))/di;

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
