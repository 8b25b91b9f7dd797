import { checkCounts } from './check-counts'

/** Two-sided p-values of the sign test: exact, and the mid-p variant that is less conservative. */
export type SignTest = { exact: number; midP: number }

/**
 * Sign test of wins against losses, ties dropped: two-sided exact binomial test with probability ½, equal to the exact
 * McNemar test. With k = min(W, L): exact p = min(1, 2 P(X ≤ k)), mid-p = 2 P(X < k) + P(X = k), and 1 when W = L.
 * Treats judgments as independent: where several judgments share a prompt, test prompt majorities, or use the clustered
 * test as the primary one. Tail probabilities are sums of terms relative to the central one, so nothing overflows.
 *
 * @returns p-values in [0, 1]; both are 1 without decided judgments
 * @throws RangeError on counts no experiment can produce
 * @see Lancaster (1961) JASA 56:223–234 for mid-p
 */
export function signTest(wins: number, losses: number): SignTest {
  checkCounts([wins, losses], 'signTest')
  const n = wins + losses
  if (wins === losses) return { exact: 1, midP: 1 }
  const k = Math.min(wins, losses)
  const centre = Math.floor(n / 2)
  let term = 1
  let all = n % 2 === 0 ? 1 : 2
  let below = 0
  let at = centre === k ? 1 : 0
  for (let i = centre; i > 0 && term > 0; i--) {
    term *= i / (n - i + 1)
    all += 2 * term
    if (i - 1 === k) at = term
    if (i - 1 < k) below += term
  }
  return { exact: Math.min(1, (2 * (below + at)) / all), midP: Math.min(1, (2 * below + at) / all) }
}
