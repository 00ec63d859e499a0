import { describe, expect, it } from 'vitest';
import { AT_FAULT, INVITES, PLAIN_QUESTIONS, WITHOUT_FAULT } from '../../testing/fair-housing-phrases.ts';
import { checkFairHousing } from './fair-housing.ts';
import { invitesSteering, NEUTRAL_ANSWER, steeringNote } from './steering.ts';

const shares = (found: (text: string) => boolean, faulty: readonly string[], clean: readonly string[]) => {
  const hits = faulty.filter(found).length;
  const alarms = clean.filter(found).length;
  return {
    precision: hits / (hits + alarms),
    recall: hits / faulty.length,
    missed: faulty.filter((text) => !found(text)),
    falseAlarms: clean.filter(found),
  };
};
const flagged = (text: string) => checkFairHousing(text).length > 0;

describe('Fair Housing', () => {
  it('finds the faults of the phrases and lets the descriptions of homes pass', () => {
    const faulty = Object.values(AT_FAULT).flat();
    expect(faulty.length + WITHOUT_FAULT.length).toBeGreaterThanOrEqual(120);
    const { precision, recall, missed, falseAlarms } = shares(flagged, faulty, WITHOUT_FAULT);
    expect(recall, missed.join('; ')).toBeGreaterThanOrEqual(0.95);
    expect(precision, falseAlarms.join('; ')).toBeGreaterThanOrEqual(0.95);
  });

  it.each([
    ['Perfect for families, no kids under 5', 'familial status'],
    ['It is a very safe neighborhood', 'steering about an area or its people'],
    ['Mostly white neighborhood', 'race, colour or national origin'],
    ['Near a good church', 'religion'],
    ['Females only', 'sex'],
    ['No wheelchairs please', 'handicap'],
    ['No section 8', 'source of income (many states)'],
    ['Married couples only', 'marital status (some states)'],
  ])('names the class of “%s”, and the words', (text, kind) => {
    const found = checkFairHousing(text).find((f) => f.class === kind)!;
    expect(found.end - found.start).toBeGreaterThan(3);
    expect(found.advice).toContain('public sources');
  });

  it('holds a lead’s state to what that state adds, and to the federal classes everywhere', () => {
    expect(checkFairHousing('No section 8', 'Texas')).toEqual([]);
    expect(checkFairHousing('No section 8', 'WA')).toHaveLength(1);
    expect(checkFairHousing('No section 8', 'somewhere')).toHaveLength(1);
    expect(checkFairHousing('No kids', 'TX')).toHaveLength(1);
  });

  it('notes questions that invite steering, and not others', () => {
    const { precision, recall, missed, falseAlarms } = shares(invitesSteering, INVITES, PLAIN_QUESTIONS);
    expect(recall, missed.join('; ')).toBeGreaterThanOrEqual(0.95);
    expect(precision, falseAlarms.join('; ')).toBeGreaterThanOrEqual(0.95);
  });

  it('answers them with wording that itself passes', () => {
    const note = steeringNote('is it a safe area, good people?')!;
    expect(note).toContain('public sources');
    expect(checkFairHousing(NEUTRAL_ANSWER)).toEqual([]);
    expect(NEUTRAL_ANSWER.length).toBeLessThanOrEqual(160);
    expect(steeringNote('how old is the roof?')).toBeNull();
  });
});
