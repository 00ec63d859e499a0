const UNITS: Record<string, number> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
};
const TENS: Record<string, number> = {
  twenty: 20,
  thirty: 30,
  forty: 40,
  fourty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
};
/** Figures said one by one: «two two five», «three oh five». */
const SPELT: Record<string, number> = { ...UNITS, oh: 0, zero: 0 };
const SCALES: Record<string, number> = {
  hundred: 100,
  thousand: 1000,
  grand: 1000,
  million: 1_000_000,
  mil: 1_000_000,
};

const alternatives = [...Object.keys(UNITS), ...Object.keys(TENS), ...Object.keys(SCALES)].join('|');

/** Source of a pattern for a number in words («two hundred and ten thousand», «seventy-five», «twelve fifty»). */
export const NUMBER_WORDS = String.raw`(?:(?:a |half a )?(?:${alternatives})(?:[ -](?:and )?(?:a )?(?:${alternatives}|oh|zero|half(?= mil))){0,8}|(?:a |three )?quarters?(?: of a)? mil(?:lion)?)`;

/** Small counts («two», «a couple of»), for rooms and spans of time. */
export const SMALL_NUMBER = String.raw`\d{1,3}(?:\.\d)?|(?:one|two|three|a) hundred(?: (?:and )?(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety))?|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|a couple(?: of)?|couple(?: of)?|a few|few|several|an?`;

/**
 * The value of a number in words, or null. Pairs as people say prices are understood: «twelve fifty» is 1250,
 * «four fifty» 450.
 */
export function numberOfWords(words: string): number | null {
  const tokens = words
    .toLowerCase()
    .replace(/-/g, ' ')
    .split(/\s+/)
    .filter((token) => token !== 'and' && token !== 'of');
  if (tokens[0] === 'half') return tokens[2]?.startsWith('mil') ? 500_000 : null;
  if (tokens.some((token) => token.startsWith('quarter'))) return tokens[0] === 'three' ? 750_000 : 250_000;
  const spelt = tokens.map((token) => SPELT[token] ?? 10);
  if (tokens.length === 3 && spelt.every((digit) => digit < 10)) return Number(spelt.join(''));
  let total = 0;
  let group = 0;
  let last: 'unit' | 'tens' | 'scale' | null = null;
  for (const token of tokens) {
    if (token === 'a' || token === 'an') {
      if (last === null) group = 1;
      continue;
    }
    const unit = UNITS[token];
    const ten = TENS[token];
    const scale = SCALES[token];
    if (ten !== undefined) {
      // «twelve fifty», «four fifty»: hundreds left out.
      group = last === 'unit' && group > 0 && group < 100 ? group * 100 + ten : group + ten;
      last = 'tens';
    } else if (unit !== undefined) {
      if (last === 'unit') return null;
      group += unit;
      last = 'unit';
    } else if (scale === 100) {
      group = (group || 1) * 100;
      last = 'scale';
    } else if (scale !== undefined) {
      total += (group || 1) * scale;
      group = 0;
      last = 'scale';
    } else {
      return null;
    }
  }
  return total + group;
}

/** A small count as a number; «a couple» 2, «a few» 3. */
export function smallNumber(words: string): number | null {
  const plain = words.toLowerCase().trim();
  if (/^\d/.test(plain)) return Number(plain);
  if (/^an?$/.test(plain)) return 1;
  if (/couple/.test(plain)) return 2;
  if (/few|several/.test(plain)) return 3;
  return numberOfWords(plain);
}
