/** One-sided sign test: how likely `wins` or more of `wins + losses` fair coin tosses are; 1 without a toss. */
export function signTest(wins: number, losses: number): number {
  const n = wins + losses;
  let term = 0.5 ** n;
  let sum = 0;
  for (let k = n; k >= wins; k--) {
    sum += term;
    term *= k / (n - k + 1);
  }
  return Math.min(1, sum);
}
