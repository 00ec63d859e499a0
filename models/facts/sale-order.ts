import { firstMatches } from './clauses.ts';

const HOME = String.raw`(?:house|home|place|condo\w*|town ?ho\w+|cabin|farm|camp|lodge|\w+-?flat|\w+plex|trailer|property|one|lot|ranch|split level|apartment|land|row ?ho\w+|cottage|bungalow)`;
const OWN = String.raw`(?:ours|mine|it|this|that|(?:our|my|the|this|that|his|her|their|[a-zà-ÿ]+'s) (?:[a-zà-ÿ'-]{1,20} ){0,3}?${HOME})`;

/** The sale of a home of the lead's own. */
const SALE = new RegExp(
  String.raw`\b(?:(?:sale of|buyer for|sell(?:ing|s)?|sold|unload\w*|offload\w*|dispos\w+ of|rid of|list(?:ing)?|out of|dump\w*|close on|closes on|net on) ${OWN}\b|${OWN}(?:'s)? (?:(?:is|has|have|does|doesn't|doesnt|must|needs?|to|be|been|get|gets|finally|actually|not|under) ){0,4}(?:sells?|sold|close[sd]?|goes|gone|go|under contract|contract)\b|(?:we|i) (?:can |could |have to |need to )?sell\b|\bselling\b)`,
  'gi',
);
/** Getting the next home. */
const PURCHASE =
  /\b(?:buy(?:ing)?|bought|purchas\w+|bid(?:ding)?|offers?|shop(?:ping)?|(?:the|a|our|my) (?:next|new) (?:one|place|home|house|mortgage)|move on|commit\w*|look(?:ing)?|pull the trigger|new build)\b/gi;
/** Words of order between the two. */
const ORDER =
  /\b(?:(?<!the )first(?! of )|beforehand|before|until|till?|unless|once|after|when|as soon as|soon as|only then|then|in that order|if)\b/gi;
const DENIED =
  /\b(?:can'?t|cannot|cant|can not|won'?t|wont|no|not|nothing|never|stuck|couldn'?t|unable|don'?t|isn'?t|doesn'?t)\b/i;
const ABLE = /\b(?:can|could|able to|will|would) (?:still )?(?:buy|purchase|close|offer)\b/i;

const MOST = 8;

/**
 * Whether a sentence puts the sale of the lead's home before the purchase (true), the purchase before the sale
 * (false), or says nothing on it (null), by the order of their mentions and the word between them.
 */
export function saleComesFirst(sentence: string): boolean | null {
  const sales = firstMatches(sentence, SALE, MOST).map(({ index = 0, 0: words }) => ({
    start: index,
    end: index + words.length,
  }));
  if (sales.length === 0) return null;
  const buys = firstMatches(sentence, PURCHASE, MOST).map(({ index = 0 }) => index);
  for (const { 0: said, index: at = 0 } of firstMatches(sentence, ORDER, MOST)) {
    const word = said.toLowerCase();
    const saleBefore = sales.some(({ end }) => end <= at);
    const saleAfter = sales.some(({ start }) => start >= at);
    const buyBefore = buys.some((buy) => buy < at);
    const buyAfter = buys.some((buy) => buy > at);
    const denied = DENIED.test(sentence.slice(0, at));
    switch (word) {
      case 'first':
      case 'beforehand':
        if (/\bor (?:sell|buy) first|\bbuy first or/i.test(sentence)) return null;
        if (saleAfter && buyAfter && /\bthen\b/i.test(sentence.slice(at)) && (sales[0]?.start ?? 0) < (buys[0] ?? 0))
          return true;
        if (sales.some(({ end }) => end <= at && at - end < 24 && !/\bbuy/i.test(sentence.slice(end, at)))) return true;
        break;
      case 'in that order':
        if (saleBefore && buyBefore) return sales[0]!.start < (buys[0] ?? 0);
        break;
      case 'before':
        if (saleBefore && buyAfter && !buyBefore)
          return denied && /\b(?:don'?t|not|no) (?:have|need)/i.test(sentence) ? false : true;
        if (buyBefore && saleAfter) return denied ? true : ABLE.test(sentence) ? false : null;
        break;
      case 'until':
      case 'till':
      case 'til':
      case 'unless':
        if (denied && sales.some(({ start }) => start >= at && start - at < 50)) return true;
        break;
      case 'then':
      case 'only then':
        if (saleBefore && buyAfter) return true;
        break;
      case 'if':
        if (saleAfter && DENIED.test(sentence.slice(at)) && buyAfter && /\bcan'?t|won'?t|cannot\b/i.test(sentence))
          return true;
        break;
      default:
        if (sales.some(({ start }) => start >= at && start - at < 24) && (buyBefore || buyAfter)) return true;
    }
  }
  return null;
}
