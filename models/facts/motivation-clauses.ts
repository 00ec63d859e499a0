/** Where a clause ends: marks, and the small words that join clauses. */
const CLAUSE =
  /[.,;!?\n():]+\s*|\s(?:so|and|but|n|cause|cuz|bc|because|which|then|plus|since|means|now that|while|as(?= (?:the|my|our|i|we|she|he)\b))\s(?!\d)|\s(?=(?:i|we)(?:'d|'re|'m| got| intend| wish| need| want| wanna| gotta| have to| am| are| would)\b)/gi;
/** Greetings and fillers that open a clause. */
const OPENING =
  /^(?:hi|hey|hello|yes|yeah|uh|um|so|well|and|but|since|because|ok|okay|good (?:morning|afternoon|evening)|looks like|turns out|it'?s \p{Lu}\w+|(?:this|it) is \p{Lu}\p{L}+(?: \p{Lu}\p{L}+)?|that|listen|my name is \w+)\s+/iu;

/** A clause of a message and where it starts. */
export interface Clause {
  words: string;
  start: number;
}

/** The clauses of a message, without what opens or joins them. */
export function clausesOf(text: string): Clause[] {
  const clauses: Clause[] = [];
  let start = 0;
  const push = (end: number) => {
    let words = text.slice(start, end);
    let at = start;
    for (let count = 0; count < 4; count++) {
      const opening = OPENING.exec(words)?.[0].length ?? 0;
      if (opening === 0) break;
      words = words.slice(opening);
      at += opening;
    }
    const pad = words.length - words.trimStart().length;
    if (words.trim().length > 5) clauses.push({ words: words.trim(), start: at + pad });
  };
  for (const match of text.matchAll(CLAUSE)) {
    push(match.index);
    start = match.index + match[0].length;
  }
  push(text.length);
  return clauses;
}
