import type { FoundFurther, Pet } from './further-types.ts';

/** Words of a kind; breeds are dogs. */
const KINDS: Readonly<Record<string, string>> = {
  dog: String.raw`dogs?|pups?|pupp(?:y|ies)|doggos?|labs?|labradors?|golden retrievers?|retrievers?|german shepherds?|shepherds?|pit ?bulls?|husk(?:y|ies)|poodles?|doodles?|goldendoodles?|terriers?|beagles?|chihuahuas?|dachshunds?|corgis?|rottweilers?|great danes?|bulldogs?|mutts?`,
  cat: String.raw`cats?|kitt(?:en|ens|y|ies)`,
  bird: String.raw`birds?|parrots?|parakeets?|cockatiels?`,
  rabbit: String.raw`rabbits?|bunn(?:y|ies)`,
  horse: String.raw`horses?|pon(?:y|ies)`,
  chicken: String.raw`chickens?|hens?`,
  reptile: String.raw`snakes?|lizards?|iguanas?|geckos?|tortoises?|turtles?`,
  rodent: String.raw`hamsters?|guinea pigs?|ferrets?|gerbils?`,
  pet: String.raw`pets?`,
};
const ANY = Object.values(KINDS).join('|');
const NUMBERS: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
};
const COUNT = String.raw`(?:\d{1,2}|${Object.keys(NUMBERS).join('|')})`;
const SIZE = String.raw`(?:(?!dogs?\b|cats?\b)(?:small|large|big|little|tiny|older?|senior|young|well[- ]behaved|indoor|outdoor|friendly|sweet|rescue|service|\d+ ?(?:lbs?|pounds?|pound)|medium|energetic|elderly|fat|new)[, ]+){0,3}`;
/** «our dog Rex», «we have two cats», «moving with a dog». What only asks about dogs is no statement. */
const OWNED = new RegExp(
  String.raw`\b(?:(?:i|we|i've|we've|and|also|who|she|he) (?:also |do |already |still |just )?(?:have|has|got|own|adopted|keep|bring)|i've got|we've got|with|and|plus|bringing|(?:for|of)(?= (?:my|our)\b)) (?:(?<count>${COUNT})|my(?: (?<mine>${COUNT}))?|our(?: (?<ours>${COUNT}))?|some|several) ?${SIZE}(?<kind>${ANY})\b(?! (?:park|run|door|sitters?|walkers?|stores?|groomer|policy|fees?|deposits?|rent|wash|friendly|house|room|owner))`,
  'giu',
);
const MINE = new RegExp(
  String.raw`\b(?:my|our)(?: (?<count>${COUNT}))? ${SIZE}(?<kind>${ANY})\b(?! (?:park|run|door|sitters?|walkers?|stores?|groomer|policy|house|room))`,
  'giu',
);
const FURTHER = new RegExp(String.raw`^,? ?(?:and|&|plus|,) (?<count>${COUNT}) ${SIZE}(?<kind>${ANY})\b`, 'iu');
const ANSWER = new RegExp(
  String.raw`^\W*(?:(?:yes|yep|yeah|yup|just|only|i have|we have|sure)\W+)*(?<count>${COUNT}) ${SIZE}(?<kind>${ANY})\b`,
  'iu',
);
const NONE =
  /\b(?:(?:i|we) (?:have|got|own) no (?:pets|animals|dogs?|cats?)|(?:don'?t|do not) (?:have|own) (?:any )?(?:pets|animals|dogs?|cats?)\b|(?:^|[,.;] ?|and |with |kids,? )no pets\b(?! (?:allowed|policy|rule|ok|please|are|is|at all\?))|without (?:any )?pets)(?![^.!\n]{0,30}\?)/i;
const NO = /^\W*(?:no|nope|nah|none)\b/i;
const ASKS_PETS = /\b(?:pets?|animals?|dogs?|cats?)\b[^.!]{0,60}\?/i;

const kindOf = (word: string) =>
  Object.entries(KINDS).find(([, words]) => new RegExp(`^(?:${words})$`, 'iu').test(word))![0];

function petOf(groups: Readonly<Record<string, string | undefined>>): Pet {
  const word = groups['kind']!;
  const said = (groups['count'] ?? groups['mine'] ?? groups['ours'])?.toLowerCase();
  const plural = /s$/i.test(word);
  const count = said === undefined ? (plural ? null : 1) : (NUMBERS[said] ?? Number(said));
  return { kind: kindOf(word), count };
}

/** Kinds and numbers of the lead's pets; an empty list where the lead says that there are none. */
export function findPets(text: string, agentBefore: string): FoundFurther[] {
  const asked = ASKS_PETS.test(agentBefore);
  const answer = asked ? ANSWER.exec(text) : null;
  const owned = [...(answer ? [answer] : []), ...text.matchAll(OWNED), ...text.matchAll(MINE)].slice(0, 8);
  const further = owned.flatMap((match) => {
    const next = FURTHER.exec(text.slice(match.index! + match[0].length));
    return next ? [next] : [];
  });
  const pets = new Map([...owned, ...further].map((match) => [kindOf(match.groups!['kind']!), petOf(match.groups!)]));
  if (pets.size > 0) {
    const start = Math.min(...owned.map((match) => match.index!));
    const end = Math.max(...owned.map((match) => match.index! + match[0].length));
    return [{ key: 'pets', value: [...pets.values()], start, end }];
  }
  const none = NONE.exec(text) ?? (asked ? NO.exec(text) : null);
  return none ? [{ key: 'pets', value: [], start: none.index, end: none.index + none[0].length }] : [];
}
