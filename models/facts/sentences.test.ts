import { describe, expect, it } from 'vitest';
import { extractFacts, factsInConversation, toFacts } from './extract.ts';
import type { FactKey, Facts } from './types.ts';

/** What a lead writes on Tuesday 12 May 2026, the fact that it states (null: none), and what the agent wrote before. */
type Sentence<K extends FactKey> = readonly [said: string, value: Facts[K] | null, asked?: string];

const read = (said: string, asked: string | undefined) =>
  toFacts(
    extractFacts({
      text: said,
      context: asked === undefined ? [] : [{ role: 'agent', text: asked }],
      sentAt: '2026-05-12T18:00:00-05:00',
    }),
  );

function states<K extends FactKey>(key: K, sentences: readonly Sentence<K>[]): void {
  describe(key, () => {
    it.each(sentences.map(([said, value, asked]) => ({ said, value, asked })))('$said', ({ said, value, asked }) => {
      expect(read(said, asked)[key] ?? null).toEqual(value);
    });
  });
}

states('budget_max', [
  ['looking to buy between 3 and 350', 350_000],
  ["the cap's 21 hundred for a rental", 2100],
  ['two-two-five is the max for a house', 225_000],
  ['we could buy at three oh five, no more, three oh five tops', 305_000],
  ['need to rent, fourteen to sixteen hundred is where I can be', 1600],
  ['want to buy, not a nickel past 412', 412_000],
  ['want a condo, half a mil is the ceiling', 500_000],
  ['1,350, or 1450 if heat is in it', 1450, 'What can you pay a month for the rental?'],
  ['my rent is going up to 2400 so we want to buy', null],
  ['need something under 1600 a month in Ferndale', 1600],
  ['3 bed, 2 bath, 275, Holt or Mason', 275_000],
  ['preapproved 318 with my credit union, looking for a ranch', 318_000],
  ['310 is every penny we have, tell them', 310_000],
  ['we can do mid 400s, 450 at the very most', 450_000],
  ['2 bed apartment near the hospital, 1750, cats', 1750],
  ['hoping to buy in the mid threes', 350_000],
  ['the HOA is 310 a month, is that normal', null],
  ['offer them 289 and we close in June', null],
  ['2,400 sq ft on half an acre, built 1962', null],
  ['text me at 616 555 0182', null],
  ['is 1420 Alder still for sale', null],
]);

states('budget_min', [
  ['want to buy, nothing under 250', 250_000],
  ['anything in a 55+ community to buy', null],
  ['buying between 300 and 350', 300_000],
  ['at least 500k, nothing run down, we want to buy', 500_000],
]);

states('beds_min', [
  ['we have two bedrooms now and need a third bedroom', 3],
  ['so Troy or Novi, 3 beds, one floor', 3, 'Is this for work?'],
  ['no way. so 4', 4, 'Would the girls share a room?'],
  ['3 kids in a 2 bedroom, send help', null],
  ['house w 3 beds near the school please', 3],
  ['send me the 4 bedroom ones', 4],
  ['need two bedrooms and an office', 2],
  ['bump it up to 4 beds', 4, 'I have your search at 3 bedrooms.'],
  ['does the 3 bedroom on Alder have a garage', null],
  ['ours has four bedrooms, what would it sell for', null],
]);

states('baths_min', [
  ['looking for a place with a bath and a half', 1.5],
  ['need 3 bed 2½ bath', 2.5],
  ['we have one bath now, two baths or we stay, looking to buy', 2],
  ['looking for 3/2 with a garage', 2],
  ['want at least two and a half baths', 2.5],
  ['we need 2 full baths', 2],
]);

states('property_type', [
  ['want a lake condo 2/2 in Holland', 'condo'],
  ['triplex is ok if it pays', 'multifamily', 'Does it have to be a house?'],
  ['do you have any townhomes under 300', 'townhouse'],
  ['my parents want a condo near us', 'condo'],
  ['single family, not a condo, 3 bed', 'house'],
  ['want to sell our duplex on the west side', 'multifamily'],
  ["what could my uncle's rowhouse go for", 'townhouse'],
  ['get the farmhouse listed before the snow', 'house'],
  ['need 5 acres or more to build on', 'land'],
  ['apartment needed by the 1st, ground floor', 'apartment'],
  ['stop sending condos', null],
  ['the house next door sold in a week', null],
  ['was the open house busy', null],
  ['3121 Rawlings apt 4', null],
]);

states('locations', [
  ['condo near the red line or evanston, 2br', ['red line', 'evanston']],
  ['anything off 131 thats not wayland, 3 bed', ['131']],
  ['want a house up in the highlands', ['the highlands']],
  ['duplex in Dearborn or inkster, 300 max', ['Dearborn', 'inkster']],
  ['We would buy over Ludington way by fall', ['Ludington']],
  ['pls add novi too', ['novi'], 'Should I keep the Wixom search going?'],
  ['Looking to buy near Alpena.\n\nRuss T., Black Fork Guides', ['Alpena']],
  ['anything in hyde park or mt lookout', ['hyde park', 'mt lookout']],
  ['2 bed, 1500, woodbridge or corktown', ['woodbridge', 'corktown']],
  ['We would like to be in Saline or Chelsea by fall', ['Saline', 'Chelsea']],
  ['4 bed house cedar springs, preapproved 400', ['cedar springs']],
  ['how are the schools in Okemos', ['Okemos']],
  ['which is safer, Novi or Wixom', ['Novi', 'Wixom']],
  ['selling my condo in Bay St. Louis', ['Bay St. Louis']],
  ['put the Muskegon house up for sale', ['Muskegon']],
  ['near the lake in traverse city, 2 bed', ['traverse city']],
  ['My name is Dana Hill and I bank with Ally, 3 bed please', null],
  ['we close in June and I am so happy', null],
  ['my sister in Denver says we should rent first', null],
  ['can I come in the morning', null],
  ['prequalified with Rocket, Quicken and Chase all said yes, need a house', null],
]);

states('timeline_days_max', [
  ['2br to rent, ground floor, june 30, 1200', 49],
  ['they want him there by June 1 and we want to buy', 20],
  ['apartment to rent, twelve months, 2 bed', null],
  ['we have about seventy five days to buy', 75],
  ['45 day close, no contingencies', 45],
  ['30 days is fine', 30, 'They would like to close in 30 days, not 45.'],
  ['my job starts July 1 and I want to own by then', 50],
  ['need a rental, we can stay 8 more nights at the motel', 8],
  ['need to be out by the 31st', 19],
  ['we want to sell within the next year', 365],
  ['report NLT 30 June, need a house to rent', 49],
  ['moving by mid-September', 126],
  ['hope to buy by the end of next March', 323],
  ['not moving before next summer', null],
  ['we will wait until spring to list', null],
  ['he sold his place in March', null],
  ['their kids shared a room for nine years', null],
  ['you may list it', null],
]);

states('financing', [
  ['I have to see the bank, no letter yet, want to buy', 'needs_loan'],
  ['310 with no strings', 'preapproved', 'How much is the letter good for?'],
  ['ranch w va and zero down', 'va'],
  ['credit union said yes on the loan, 240', 'preapproved'],
  ["the letter's in my inbox", 'preapproved', 'Any news from the lender?'],
  ['just got approved up to 310!!', 'preapproved'],
  ['I would buy it cash', 'cash'],
  ['no sir, we will borrow', 'needs_loan', "You'd be paying cash?"],
  ['no lender yet', 'needs_loan', 'Do you have a lender?'],
  ['VA then', 'va', 'Conventional or VA, which loan will it be?'],
  ['some LLC paid all cash for every house on our street', null],
  ['I would rather have a cash buyer for my house, I am selling', null],
  ['I can pay the deposit in cash when I rent it', null],
]);

states('has_agent', [
  ['im promised to my brother in law', true],
  ['Renee at remax is ours', true],
  ['got us a lady from church, lets see', true, "Who's helping you with the search?"],
  ['not tied to anybody', false],
  ['lol just zillow', false, 'Do you have someone showing you homes?'],
  ['nobody is repping us', false],
  ['my agent at allstate wont insure it', null],
  ['my cousin has her license and she is handling it', true],
  ['got somebody already', true, "I'd love to help you find a place!"],
  ['we signed with another realtor', true],
  ['no agent yet', false],
  ['we went with somebody else for the loan', null],
  ['no realtor signs in the yard please', null],
  ['your agent never called me back', null],
]);

states('must_sell_first', [
  ['yes, it is paid off', false, 'Could you carry both places?'],
  ["until ours is somebody else's we can't buy a thing", true],
  ['I would sell it before the first of the year', null],
  ['we cannot buy until ours is sold', true],
  ['nope', false, 'Do you need to sell before you can buy?'],
  ['our place has to close before we can make an offer', true],
  ['nothing to sell, we rent', false],
  ['the house has to be sold by May to pay the nursing home', null],
]);

describe('a goodbye', () => {
  it.each([
    'hey, we closed on a condo in towson, thanks for everything',
    'take me off the list please, moving to Tampa with his company',
    'we signed a lease in June, appreciate you though',
  ])('%s: states no need', (said) => {
    expect(read(said, undefined)).toEqual({});
  });

  it('keeps what stays wanted', () => {
    expect(read('stop sending condos, but keep the houses in Saline coming', undefined)).toMatchObject({
      property_type: 'house',
      locations: ['Saline'],
    });
    expect(read('not interested anymore, we signed with another agent', undefined)).toEqual({ has_agent: true });
  });
});

states('motivation', [
  ['marshal taped a paper on my door', 'marshal taped a paper on my door', "What's the hurry on the rental?"],
  ['they rented it out from under us, need a rental', 'they rented it out from under us'],
  ['The reason for the date is my custody case, want to close by June', 'my custody case'],
  ['we want a 2 bed cause of the walker', null],
  ['our landlord is selling the building, need to rent something', 'our landlord is selling the building'],
  ['my husband took a job in Reno so we are selling', 'my husband took a job in Reno'],
  ['kitchen fire, need a rental asap', 'kitchen fire'],
  ['my knees are shot and I want out of this house', 'my knees are shot'],
  ['want to buy something closer to my grandkids', 'closer to my grandkids'],
  ['My wife has died and I shall not be moving', null],
  ['when my daughter starts college we might sell', null],
  ['is the roof new', null],
]);

states('appointment', [
  ['call me after band practice like seven', 'after band practice like seven'],
  ['hold the 3, drop the 2', '3', 'Shall I hold the 2pm tomorrow for you?'],
  ["friday's better", 'friday', 'Can you come Thursday at 5?'],
  ['could we speak Tuesday at 9 central', 'Tuesday at 9 central'],
  ['We walked the block on Sunday and loved the porches', null],
  ['anything in Sun City', null],
  ['can someone get me in there tonight', 'tonight'],
  ['landing friday, can see stuff saturday or sunday', 'saturday or sunday'],
  ["4's good", '4', 'Can you do Thursday at 4?'],
  ['call me after two', 'after two'],
  ['could we see it in the morning', 'in the morning'],
  ['you showed us that one Friday, it has roaches', null],
  ['june 15', null, 'When would you like to close?'],
  ['cancel saturday', null, 'See you Saturday at 10!'],
  ['yes', null, 'Can you come tomorrow at 5?'],
]);

describe('in a conversation', () => {
  const agreed = (said: string, asked: string) =>
    toFacts(factsInConversation({ text: said, context: [{ role: 'agent', text: asked }] })).appointment;

  it('takes the one time that a bare yes agrees to', () => {
    expect(agreed('yes', 'Can you come tomorrow at 5?')).toBe('tomorrow at 5');
    expect(agreed('thursday at 6', 'Can you come tomorrow at 5?')).toBe('thursday at 6');
    expect(agreed('yes', 'Can you do Monday at 5 or Tuesday at 6?')).toBeUndefined();
    expect(agreed('yes', 'They would close on Friday at noon, agreed?')).toBeUndefined();
  });
});
