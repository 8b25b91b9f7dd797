/**
 * Online Elo ratings: after each judgment, in the order given, both ratings move by k · (score − expected), expected =
 * 1 / (1 + 10^{(Rb − Ra)/400}). They depend on the order of the judgments and have no standard error; for comparison
 * with published leaderboards only.
 *
 * @param judgments `score` is that of `first`: 1, ½ for a tie, 0
 * @param k how far one judgment moves a rating, > 0
 * @see Elo (1978) The Rating of Chessplayers; FastChat's compute_elo
 */
export function onlineElo(
  judgments: Iterable<{ first: number; second: number; score: number }>,
  systems: number,
  k = 4,
  start = 1000,
): number[] {
  const ratings = new Array<number>(systems).fill(start)
  for (const { first, second, score } of judgments) {
    const [one, other] = [ratings[first] as number, ratings[second] as number]
    const expected = 1 / (1 + 10 ** ((other - one) / 400))
    ratings[first] = one + k * (score - expected)
    ratings[second] = other - k * (score - expected)
  }
  return ratings
}
