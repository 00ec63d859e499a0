import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvOf } from './chart-table.ts';
import { spreadLabels } from './spread-labels.ts';

describe('a chart’s table', () => {
  it('becomes CSV that no spreadsheet runs or tears apart', () => {
    const table = {
      columns: [{ name: 'Source' }, { name: 'Leads' }],
      rows: [
        ['=HYPERLINK("http://x")', 3],
        ['Zillow, "ads"', 0.1 + 0.2],
        ['two\nlines', null],
      ],
    };
    expect(csvOf([{ title: 'Sources', table }])).toBe(
      '\uFEFFSources\r\nSource,Leads\r\n"\'=HYPERLINK(""http://x"")",3\r\n"Zillow, ""ads""",0.3\r\n"two\nlines",\r\n',
    );
  });
});

describe('labels beside a bar', () => {
  it('never lie on each other and stay in the chart', () => {
    const heights = fc.array(fc.double({ min: 0, max: 200, noNaN: true }), { maxLength: 6 });
    fc.assert(
      fc.property(heights, (wanted) => {
        const placed = spreadLabels(
          wanted.toSorted((a, b) => a - b),
          15,
          0,
          200,
        );
        placed.forEach((y, i) => {
          expect(y).toBeGreaterThanOrEqual(0);
          expect(y).toBeLessThanOrEqual(200);
          if (i > 0) expect(y - (placed[i - 1] ?? 0)).toBeGreaterThanOrEqual(15 - 1e-9);
        });
      }),
    );
  });
});
