import { type Estimate, notDefined } from '@/lib/stats/estimate'
import { krippendorffAlpha } from '@/lib/stats/krippendorff-alpha'
import { pluralityOf } from '@/lib/stats/plurality-agreement'
import { countCategories, type Rating, TIE_CATEGORY } from '@/lib/stats/ratings'
import type { Judge, JudgeTable } from './judge-table'

/** All models of a study as one: who they are, how many of them it takes, and how far they agree. */
export type Panel = {
  members: { code: string; model: string; items: number }[]
  /** So many members have to have a verdict on an item. */
  needed: number
  items: number
  /** Items on which too few had one. */
  tooFew: number
  alpha: Estimate<number>
}

/** Stands for the panel where models are named. */
const PANEL = 'Panel'

/**
 * The panel of models as a judge: what most of its members say of an item, a tie where two verdicts are equally frequent.
 * A member that saw an item in both orders has one say, a tie where the orders differ. More than half of the members have
 * to have one, two at least. Null below two models.
 */
export function formPanel({ models, people }: JudgeTable): { panel: Panel; judge: Judge } | null {
  if (models.length < 2) return null
  const needed = Math.max(2, Math.floor(models.length / 2) + 1)
  const verdicts = new Map<number, readonly number[]>()
  const said = people.map((_, item): Rating[] =>
    models.flatMap(({ annotator, verdicts: own }) => {
      const given = own.get(item)
      return given ? [{ annotator, category: oneOf(given) }] : []
    }),
  )
  said.forEach((ratings, item) => {
    if (ratings.length >= needed) verdicts.set(item, [pluralityOf(ratings)])
  })
  const several = said.filter((ratings) => ratings.length > 1)
  const panel = {
    members: models.map(({ code, model, verdicts: own }) => ({ code, model, items: own.size })),
    ...{ needed, items: verdicts.size },
    tooFew: said.filter((ratings) => ratings.length > 0 && ratings.length < needed).length,
    alpha:
      several.length === 0
        ? notDefined('No item was judged by two of the models.')
        : krippendorffAlpha(countCategories(several)),
  }
  return { panel, judge: { code: '', model: PANEL, group: '', verdicts } }
}

/** A verdict of both orders: the same in both, else a tie. */
function oneOf(given: readonly number[]): number {
  return given.every((category) => category === given[0]) ? (given[0] as number) : TIE_CATEGORY
}
