import { defined, type Estimate, notDefined } from '../estimate'
import type { Interval } from '../interval'
import { Z95 } from '../interval'

/**
 * Share that has not failed up to and including a time, with Greenwood's standard error and two 95 % intervals: `plain`,
 * s.e. times 1.96 on either side, cut to [0, 1], and `logLog`, better with few cases or near 0 and 1. All three are null
 * where the share is 1 or 0: no spread was seen.
 */
export type Survival = { survival: number; se: number | null; plain: Interval | null; logLog: Interval | null }

/** One time at which something happened: how many were still under observation, failed, and went out of sight. */
export type SurvivalStep = Survival & { time: number; atRisk: number; failed: number; censored: number }

/**
 * Kaplan and Meier's curve: the share without a failure up to a time, when some cases end before they fail. A case that
 * ends at a time is still at risk at it. Assumes that cases which end would have gone on like the others: conversations
 * that people break off because they are bad violate it.
 *
 * @param cases time of the first failure, or of the end without one; times above 0
 * @returns one step for each time that occurs, ascending; not defined without cases
 * @throws RangeError on a time that is not finite and above 0
 * @see Kaplan & Meier (1958) JASA 53:457–481; Greenwood (1926); Kalbfleisch & Prentice (1980) for log −log
 */
export function kaplanMeier(cases: readonly { time: number; failed: boolean }[]): Estimate<SurvivalStep[]> {
  if (cases.length === 0) return notDefined('There is no conversation with ratings.')
  const at = new Map<number, { failed: number; censored: number }>()
  for (const { time, failed } of cases) {
    if (!(Number.isFinite(time) && time > 0)) throw new RangeError(`kaplanMeier requires times above 0, got ${time}`)
    const here = at.get(time) ?? { failed: 0, censored: 0 }
    here[failed ? 'failed' : 'censored']++
    at.set(time, here)
  }
  let [atRisk, survival, variance] = [cases.length, 1, 0]
  const steps = [...at]
    .sort(([a], [b]) => a - b)
    .map(([time, { failed, censored }]) => {
      const before = atRisk
      survival *= (before - failed) / before
      if (before > failed) variance += failed / (before * (before - failed))
      atRisk -= failed + censored
      return { time, atRisk: before, failed, censored, ...withLimits(survival, variance) }
    })
  return defined(steps)
}

/** The curve at a time: that of the last step up to it, and 1 before the first. */
export function survivalAt(steps: readonly SurvivalStep[], time: number): Survival {
  const { survival, se, plain, logLog } = steps.findLast((step) => step.time <= time) ?? withLimits(1, 0)
  return { survival, se, plain, logLog }
}

/** The first time at which at most half are without a failure; not defined when more than half are to the end. */
export function medianTime(steps: readonly SurvivalStep[]): Estimate<number> {
  const step = steps.find(({ survival }) => survival <= 0.5 + 1e-12)
  return step ? defined(step.time) : notDefined('More than half never fail while they are observed.')
}

/** The share that has failed, whose limits are those of the other share from the other side. */
export function failureOf({ survival, se, plain, logLog }: Survival): Survival {
  const turned = (limits: Interval | null): Interval | null => limits && [1 - limits[1], 1 - limits[0]]
  return { survival: 1 - survival, se, plain: turned(plain), logLog: turned(logLog) }
}

function withLimits(survival: number, variance: number): Survival {
  if (survival <= 0 || variance === 0) return { survival: Math.max(0, survival), se: null, plain: null, logLog: null }
  const se = survival * Math.sqrt(variance)
  const power = (Z95 * Math.sqrt(variance)) / Math.log(survival)
  return {
    survival,
    se,
    plain: [Math.max(0, survival - Z95 * se), Math.min(1, survival + Z95 * se)],
    logLog: [survival ** Math.exp(-power), survival ** Math.exp(power)],
  }
}
