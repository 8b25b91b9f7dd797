import { PARITY_MARGIN } from '@/lib/models/design'
import { ratedResponses } from '@/lib/ratings/rated-responses'
import type { RatingTable } from '@/lib/ratings/rating-table'
import { type Repeats, repeatsOf } from '@/lib/ratings/repeats'
import type { Similarity } from '@/lib/stats/agreement-weights'
import { shareOf } from '@/lib/stats/shares'
import { type JudgeWorth, type ModelHabits, markExploratory } from './measure-judges'
import { measureParity } from './parity'
import { measureRatedOrder } from './rated-order'
import { measureReplacing } from './replacing'

/** Of a model that rates, what is told of one that compares, too. */
export type RaterWorth = Pick<JudgeWorth, 'code' | 'model' | 'group' | 'items' | 'parity' | 'replacing' | 'sameOrder'>
export type RaterAnswers = Pick<ModelHabits, 'code' | 'model' | 'answered' | 'outcomes' | 'noVerdict'> & {
  /** What it was asked again in the same way. */
  repeats: Repeats
}

/** What models' ratings are worth beside people's; how lenient each is stands with all annotators. */
export type RatedJudges = { margin: number; people: number; worth: RaterWorth[]; habits: RaterAnswers[] }

/** How near options are on their scale: 1 for the same, 0 for its two ends, as linear weights have it. */
function nearness(options: number): Similarity {
  return (one, other) => 1 - Math.abs(one - other) / Math.max(1, options - 1)
}

/** What the ratings of a study's models are worth beside people's, on the ordered scale; null where no model was asked. */
export function measureRatedJudges(table: RatingTable): RatedJudges | null {
  const judges = measureModels(table, false)
  const late = table.explored && measureModels({ ...table.explored, explored: null }, true)
  if (!late) return judges
  const { margin, people, worth, habits } = judges ?? { ...late, worth: [], habits: [] }
  return {
    ...{ margin, people },
    worth: [...worth, ...late.worth.map(markExploratory)],
    habits: [...habits, ...late.habits.map(markExploratory)],
  }
}

/** @param exploratory whether of those that joined once the study was closed, or of the others */
function measureModels(table: RatingTable, exploratory: boolean): RatedJudges | null {
  const { annotators, annotator, options, seed, noVerdicts } = table
  const asked = [...annotators, ...noVerdicts].filter((one) => one.model !== null && one.exploratory === exploratory)
  if (asked.length === 0) return null
  const responses = ratedResponses(table)
  const { items, prompts } = responses
  const near = nearness(options.length)
  const nearMean = (own: number, others: readonly number[]) =>
    others.reduce((sum, other) => sum + near(own, other), 0) / others.length
  const isModel = (who: number) => annotators[who]?.model !== null
  const people = items.map((item) => item.filter((rating) => !isModel(rating.annotator)))
  const margin = table.margin ?? PARITY_MARGIN
  const models = annotators.flatMap(({ code, group, model, ...one }, who) => {
    if (model === null || one.exploratory !== exploratory) return []
    const verdicts = new Map<number, readonly number[]>()
    items.forEach((item, index) => {
      const own = item.find((rating) => rating.annotator === who)
      if (own) verdicts.set(index, [own.category])
    })
    return [{ code, group, model, verdicts, who }]
  })
  return {
    margin,
    people: new Set(people.flatMap((item) => item.map((rating) => rating.annotator))).size,
    worth: models.map((judge) => ({
      ...{ code: judge.code, model: judge.model, group: judge.group, items: judge.verdicts.size },
      parity: measureParity({ input: { seed }, people, prompts }, judge, margin, near),
      replacing: measureReplacing({ input: { annotators }, people }, judge, nearMean),
      sameOrder: measureRatedOrder(table, { ...responses, people }, judge),
    })),
    habits: [...new Map(asked.map(({ code, model }) => [code, model ?? '']))].sort().map(([code, model]) => {
      const outcomes = noVerdicts.find((one) => one.code === code)?.outcomes ?? {}
      const without = Object.values(outcomes).reduce((sum, n) => sum + n, 0)
      const who = models.find((one) => one.code === code)?.who
      const answered = annotator.filter((one) => one === who).length
      const repeats = who === undefined ? { rated: 0, same: 0 } : repeatsOf(table.repeated, who)
      return { code, model, answered, outcomes, noVerdict: shareOf(without, answered + without), repeats }
    }),
  }
}
