import 'server-only'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { assembleRates, type Rates } from './assemble-rates'
import { countFlagged } from './count-flagged'
import type { CountingRule } from './counting-rule'
import { tellLeftOut } from './left-out'
import type { ModelAnswers } from './model-answers'
import { readModelAnswers } from './read-model-answers'
import { readStrata } from './read-strata'
import { readTallies } from './read-tallies'
import { withoutUnplanned } from './read-unplanned'
import type { Strata, Stratum } from './strata'
import { type ResultFacts, readStudyFacts, type StudyFacts } from './study-facts'

/** Which judgments a figure counts: the rule where an item has several, and the question, by its position. */
export type RateOptions = { rule?: CountingRule; criterion?: number }

/** Figure 1, with the account of what it counts. `recorded` = `used` + all of `leftOut`; the rule makes `counted` verdicts of `used`. */
export type WinTieLoss = Rates & ResultFacts & { modelAnswers: ModelAnswers[] }

/**
 * Counts wins, ties and losses for each annotator group and pair of systems, in the database. A verdict's outcome is
 * the sign of its score on the criterion. Judgments in force of regular items by annotators not excluded count; the
 * others are counted too, by reason.
 */
export async function winTieLoss(
  { studyId }: Access<'study:results'>,
  { rule = 'all', criterion = 0 }: RateOptions = {},
): Promise<WinTieLoss> {
  const study = await readStudyFacts(studyId)
  const chosen = Math.min(criterion, Math.max(0, study.criteria.length - 1))
  const criterionId = study.criteria[chosen]?.id
  if (criterionId === undefined) throw new AppError('not_found')
  const hasModels = study.origin !== 'RECONSTRUCTED' && study.groups.some(({ kind }) => kind === 'LLM')
  const [strata, flagged, late, modelAnswers] = await Promise.all([
    study.origin === 'RECONSTRUCTED' ? readTallies(studyId, criterionId) : readStrata(studyId, rule, criterionId),
    countFlagged(studyId),
    db.lateVerdict.count({ where: { studyId } }),
    hasModels ? readModelAnswers(studyId, criterionId) : [],
  ])
  const named = nameAll(strata, study)
  const assembled = assembleRates(named, reportDesign(study))
  // Published counts have no items: there, what was counted is all that is known of the plan.
  const rates = study.origin === 'RECONSTRUCTED' ? assembled : await withoutUnplanned(studyId, assembled)
  return {
    ...rates,
    study: { ...study, question: study.criteria[chosen]?.question ?? '' },
    rule: study.origin === 'RECONSTRUCTED' ? 'all' : rule,
    criterion: chosen,
    recorded: strata.recorded,
    used: strata.used,
    counted: rates.rows.reduce((sum, { n }) => sum + n, 0),
    simulated: rates.rows.reduce((sum, row) => sum + row.simulated, 0),
    leftOut: tellLeftOut(strata.leftOut),
    flagged,
    late,
    modelAnswers,
  }
}

/** Groups and systems by their names in place of their ids. */
function nameAll(strata: Strata, { systems, groups }: Pick<StudyFacts, 'systems' | 'groups'>): Strata {
  const names = new Map([...systems, ...groups].map(({ id, name }) => [id, name]))
  const name = (id: string) => names.get(id) ?? id
  const named = (one: Stratum): Stratum => ({
    ...one,
    group: name(one.group),
    first: name(one.first),
    second: name(one.second),
  })
  return { ...strata, strata: strata.strata.map(named), pooled: strata.pooled.map(named) }
}

function reportDesign({
  pairing,
  systems,
  focal,
  groups,
}: Pick<StudyFacts, 'pairing' | 'systems' | 'focal' | 'groups'>) {
  return {
    pairing,
    systems: systems.map(({ name }) => name),
    focal: focal?.name ?? null,
    groups: groups.map(({ name }) => name),
  }
}
