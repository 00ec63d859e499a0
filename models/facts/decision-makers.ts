import type { FoundFurther } from './further-types.ts';

const ADULT = String.raw`(?:wife|husband|hubby|spouse|partner|business partner|fianc[eé]e?|boyfriend|girlfriend|mom|mother|mama|dad|father|parents|folks|brother|sister|siblings|in-laws|(?:mother|father|brother|sister|son|daughter)-in-law|grandma|grandmother|grandpa|grandfather|uncle|aunt|cousin|lawyer|attorney|accountant|trustee|co-owner|ex(?:-(?:wife|husband))?|other half|better half|roommate|family)`;
const CHILD = String.raw`(?:son|daughter)`;
const WHO = String.raw`(?:my|our|the) (?<who>${ADULT})(?![-\w])(?!'s (?:house|home|place|condo|estate|name|number|car))`;
const KIN = String.raw`(?:my|our) (?<who>${ADULT}|${CHILD})(?![-\w])(?!'s)`;

const WITH: readonly RegExp[] = [
  String.raw`\b${KIN} (?:and|&) (?:i|me|myself)\b`,
  String.raw`\b(?:i|me|myself|us) (?:and|&) ${KIN}`,
  String.raw`\b(?:talk|speak|check|discuss|consult|confer|run|ask|show|clear|decide|go over|see what|hear from|wait for|convince|okay|ok)(?:ing)? (?:(?:it|this|that|things|them|all of it) )?(?:(?:with|to|by|past|over with|through with|from|for|first with) )?${WHO}`,
  String.raw`\b${KIN} (?:is|are|'s|will be|would be|and i are)(?: also)? (?:buying|renting|purchasing|going in|paying|helping|co-?sign\w*|on the (?:loan|title|deed|lease|mortgage)|in on|moving in)\b`,
  String.raw`\b${WHO} (?:wants?|needs?|has to|have to|gets?|must|would like|will want|is not sure|isn't sure|still|also|really|doesn't|don't|does not|won't|hates?|loves?|likes?|prefers?|decides?|insists?)\b`,
  String.raw`\b(?:buy(?:ing)?|purchas\w+|rent(?:ing)?|look(?:ing)?|mov(?:e|ing)(?: in)?|going in|own it|apply(?:ing)?) (?:\w+ ){0,3}?(?:with|alongside) ${KIN}`,
].map((source) => new RegExp(source, 'giu'));

const ALONE =
  /\b(?:(?:it'?s|it is|it'll be) just me\b(?! and)|just me (?:deciding|buying|looking|on (?:this|the loan))|(?:buying|renting|looking|deciding|doing (?:this|it)|moving) (?:\w+ ){0,2}?(?:alone|by myself|on my own|solo)\b|i(?:'m| am) the only (?:one (?:deciding|buying|on)|decision[- ]maker|buyer)|i decide (?:alone|by myself|on my own))/iu;

const ASKS = /\b(?:anyone|anybody|who|someone) else\b[^?]{0,60}\?|\bdecision makers?\b[^?]*\?/i;
const NOBODY = /^\W*(?:no|nope|nah|just me|only me|nobody|no one)\b/i;
const MOST = 8;

/** Who decides with the lead, as they call them; an empty list where the lead says that they decide alone. */
export function findDecisionMakers(text: string, agentBefore: string): FoundFurther[] {
  const alone = ALONE.exec(text) ?? (ASKS.test(agentBefore) ? NOBODY.exec(text) : null);
  const found = WITH.flatMap((pattern) =>
    [...text.matchAll(pattern)].slice(0, MOST).map((match) => ({
      who: match.groups!['who']!.toLowerCase(),
      start: match.index,
      end: match.index + match[0].length,
    })),
  ).sort((a, b) => a.start - b.start);
  if (found.length === 0) {
    if (!alone) return [];
    return [{ key: 'decision_makers', value: [], start: alone.index, end: alone.index + alone[0].length }];
  }
  const people = [...new Set(found.map(({ who }) => who))];
  return [{ key: 'decision_makers', value: people, start: found[0]!.start, end: found[0]!.end }];
}
