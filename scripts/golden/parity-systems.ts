import { mapEstimate } from '@/lib/stats/estimate'
import {
  type SystemAgreement,
  type SystemTotals,
  systemAgreement,
  systemScores,
} from '@/lib/stats/parity/system-agreement'
import { countMultiplicities, summariseReplicates } from '@/lib/stats/resampling'
import { itemsOfStudy } from './items'
import { listsIn } from './lists-in'
import type { Study } from './study'
import type { Args, Case, Family } from './types'

/** Totals of each system by prompt, over items that the judge and someone of the people judged. */
function totalsOf(study: Study, { judge, humans = [] }: Args) {
  const number = study.annotators.findIndex(({ id }) => id === judge)
  const people = new Set(humans.map((name) => study.annotators.findIndex(({ id }) => id === name)))
  const prompts = new Map<number, SystemTotals[]>()
  for (const { prompt, low, high, ratings } of itemsOfStudy(study)) {
    const own = ratings.find(({ annotator }) => annotator === number)
    const others = ratings.filter(({ annotator }) => people.has(annotator))
    if (!own || others.length === 0) continue
    const totals =
      prompts.get(prompt) ?? study.systems.map(() => ({ judge: { n: 0, total: 0 }, human: { n: 0, total: 0 } }))
    prompts.set(prompt, totals)
    for (const system of [low, high]) {
      const scoreOf = (category: number) => (system === low ? 1 - category / 2 : category / 2)
      const sums = totals[system] as SystemTotals
      sums.judge.n++
      sums.judge.total += scoreOf(own.category)
      sums.human.n += others.length
      sums.human.total += others.reduce((sum, { category }) => sum + scoreOf(category), 0)
    }
  }
  const used = [...prompts.keys()].sort((a, b) => a - b)
  return { used, totals: used.map((prompt) => prompts.get(prompt) as SystemTotals[]) }
}

function replicates(kind: keyof SystemAgreement) {
  return (study: Study, args: Args, cases: readonly Case[]) => {
    const { totals } = totalsOf(study, args)
    return listsIn(cases, 'bootstrap_prompt_resamples', args).map((list) => {
      const found = systemAgreement(systemScores(totals, countMultiplicities(list, totals.length)))[kind]
      return found.defined ? found.value : null
    })
  }
}

function resampled(name: string, kind: keyof SystemAgreement): Family {
  return {
    [`system_${name}`]: (study, args) => systemAgreement(systemScores(totalsOf(study, args).totals))[kind],
    [`bootstrap_system_${name}_replicates`]: replicates(kind),
    [`bootstrap_system_${name}_percentile_ci95`]: (...given) =>
      mapEstimate(summariseReplicates(replicates(kind)(...given)), ({ interval }) => interval),
  }
}

/** The order in which a judge and people put systems. */
export const systemsOfJudge: Family = {
  system_scores_judge_human: (study, args) => {
    const scores = systemScores(totalsOf(study, args).totals)
    return [
      study.systems.map((_, k) => scores[k]?.judge ?? null),
      study.systems.map((_, k) => scores[k]?.human ?? null),
    ]
  },
  ...resampled('kendall_tau_b', 'kendall'),
  ...resampled('spearman', 'spearman'),
  ...resampled('pearson', 'pearson'),
  bootstrap_prompts: (study, args) => totalsOf(study, args).used.map((prompt) => study.prompts[prompt]?.id),
  bootstrap_prompt_resamples: (study, args, cases) => {
    const size = totalsOf(study, args).used.length
    const lists = listsIn(cases, 'bootstrap_prompt_resamples', args)
    return lists.map((list) => list.map((k) => (k < size && list.length === size ? k : null)))
  },
}
