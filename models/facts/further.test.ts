import { describe, expect, it } from 'vitest';
import { furtherFacts, knownFurther } from './further.ts';

const read = (text: string, agent?: string) =>
  Object.fromEntries(
    furtherFacts({ text, context: agent === undefined ? [] : [{ role: 'agent', text: agent }] }).map((f) => [
      f.key,
      f.value,
    ]),
  );

describe('decision makers', () => {
  it.each<[string, string[]]>([
    ['my wife and I want a yard', ['wife']],
    ['me and my brother are splitting it', ['brother']],
    ['need to ask my partner first', ['partner']],
    ['let me run it by my husband', ['husband']],
    ['my dad is buying with me', ['dad']],
    ['my mom is on the loan', ['mom']],
    ['I’m buying it together with my sister', ['sister']],
    ['we should talk it over with our accountant', ['accountant']],
    ['my husband hates the stairs', ['husband']],
    ['my wife and I love it but my dad wants to see it too', ['wife', 'dad']],
    ['it’s just me', []],
    ['I’m buying on my own', []],
  ])('reads “%s”', (text, people) => expect(read(text)['decision_makers']).toEqual(people));

  it.each([
    'we are selling my mom’s house',
    'my son is 4 and needs a yard',
    'near my sister in Troy',
    'my father passed last year',
    'is the wife of the owner home?',
    'just me and the dog park',
    'the lawyer district',
  ])('reads none in “%s”', (text) => expect(read(text)['decision_makers']).toBeUndefined());

  it('reads an answer to the agent’s question', () => {
    expect(read('no, just me', 'Will anyone else be deciding with you?')['decision_makers']).toEqual([]);
    expect(read('no', 'Is Friday good?')['decision_makers']).toBeUndefined();
  });
});

describe('pets', () => {
  it.each([
    ['we have two cats and a dog', ['2 cats', '1 dog']],
    ['I have a 60 lb lab', ['1 dog']],
    ['moving with my dogs', ['dogs']],
    ['need a fence for our dog', ['1 dog']],
    ['we’ve got 3 horses', ['3 horses']],
    ['just us and a guinea pig', ['1 rodent']],
    ['no kids, no pets', ['no pets']],
    ['we don’t have any pets', ['no pets']],
  ])('reads “%s”', (text, words) => {
    const [known] = knownFurther([
      { messageId: 'm', sentAt: '', found: furtherFacts({ text, context: [] }).filter((f) => f.key === 'pets') },
    ]);
    expect(known!.words).toBe(words.join(', '));
  });

  it.each([
    'are dogs allowed?',
    'is there a dog park nearby',
    'is it no pets?',
    'no pets allowed?',
    'the cat 5 wiring is new',
    'what is the pet deposit',
    'raining cats and dogs',
    'with a doghouse in the yard',
  ])('reads none in “%s”', (text) => expect(read(text)['pets']).toBeUndefined());

  it('reads an answer to the agent’s question', () => {
    expect(read('yes, 2 cats', 'Any pets?')['pets']).toEqual([{ kind: 'cat', count: 2 }]);
    expect(read('nope', 'Do you have any pets?')['pets']).toEqual([]);
  });
});

describe('what is known of them', () => {
  const said = (...texts: string[]) =>
    knownFurther(
      texts.map((text, i) => ({
        messageId: `m${i}`,
        sentAt: `2026-05-0${i + 1}`,
        found: furtherFacts({ text, context: [] }),
      })),
    );

  it('adds people and kinds, and cites each statement', () => {
    const [people] = said('my wife and I like it', 'I need to ask my dad');
    expect(people).toMatchObject({ words: 'with wife, dad', overruled: [] });
    expect(people!.evidence.map((e) => e.messageId)).toEqual(['m0', 'm1']);
    expect(said('we have a dog', 'we have two cats')[0]!.words).toBe('1 dog, 2 cats');
  });

  it('lets the later of two contradicting statements win, and shows the change', () => {
    const [pets] = said('we have two cats', 'we have three cats now', 'we don’t have any pets');
    expect(pets!.words).toBe('no pets');
    expect(pets!.overruled.map((o) => o.words)).toEqual(['2 cats', '3 cats']);
    expect(said('it’s just me', 'my wife and I decided')[0]).toMatchObject({
      words: 'with wife',
      overruled: [{ words: 'decides alone' }],
    });
  });
});
