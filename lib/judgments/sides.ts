import { AppError } from '@/lib/errors'

/** An option of a criterion: its score is positive when it favours arm A, negative for B. */
export type Option = { code: string; score: number }

/**
 * The canonical option for one chosen on the screen, where the left answer is called A. With arm B on the left the
 * option of opposite score is meant; options with score 0 favour nobody and stay.
 * @throws AppError `invalid` for a code the criterion does not have
 */
export function toCanonical<T extends Option>(options: readonly T[], presented: string, leftIsA: boolean): T {
  const chosen = options.find(({ code }) => code === presented)
  if (!chosen) throw new AppError('invalid', { fields: { choice: ['This verdict is not one of the options.'] } })
  if (leftIsA || chosen.score === 0) return chosen
  const mirrored = options.find(({ score }) => score === -chosen.score)
  if (!mirrored) throw new Error(`option ${presented} has no mirror`)
  return mirrored
}

/** Whether sides can be undone: each option that favours an arm has exactly one that favours the other as much. */
export function isMirrored(options: readonly Option[]): boolean {
  const count = (score: number) => options.filter((option) => option.score === score).length
  return options.every(({ score }) => score === 0 || (count(score) === 1 && count(-score) === 1))
}
