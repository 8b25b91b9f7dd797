import 'server-only'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { countFlagged } from '@/lib/rates/count-flagged'
import { tellLeftOut } from '@/lib/rates/left-out'
import { type ResultFacts, readStudyFacts, type StudyFacts } from '@/lib/rates/study-facts'
import { assembleRated, type RatedRows } from './assemble-rated'
import { countRatings, countRatingTallies, type RatedStrata } from './count-ratings'

/** An option of the question: the worst comes first. */
export type ScaleOption = { code: string; label: string; score: number }

/** What was said of each system by each group, with the account of what is counted. Every rating counts. */
export type RatedResults = RatedRows & ResultFacts & { options: ScaleOption[]; unit: 'RESPONSE' | 'TURN' }

/**
 * Counts ratings for each annotator group and system, in the database. What is in force on regular items by annotators
 * not excluded counts; the others are counted too, by reason.
 *
 * @param question by its position
 */
export async function ratedResults(
  { studyId }: Access<'study:results'>,
  { criterion: question = 0 }: { criterion?: number } = {},
): Promise<RatedResults> {
  const study = await readStudyFacts(studyId)
  const chosen = Math.min(question, Math.max(0, study.criteria.length - 1))
  const criterion = study.criteria[chosen]
  if (!criterion || study.protocol !== 'RATING') throw new AppError('not_found')
  const options = criterion.options.toSorted((one, other) => one.score - other.score)
  const count = study.origin === 'RECONSTRUCTED' ? countRatingTallies : countRatings
  const [counted, flagged, late] = await Promise.all([
    count(
      studyId,
      criterion.id,
      options.map(({ code }) => code),
    ),
    countFlagged(studyId),
    db.lateVerdict.count({ where: { studyId } }),
  ])
  const rated = assembleRated(nameAll(counted, study), {
    systems: study.systems.map(({ name }) => name),
    groups: study.groups.map(({ name }) => name),
    scores: options.map(({ score }) => score),
  })
  return {
    ...rated,
    ...{ options, unit: criterion.unit, rule: 'all', criterion: chosen },
    study: { ...study, question: criterion.question },
    ...{ recorded: counted.recorded, used: counted.used, counted: counted.used },
    simulated: rated.rows.reduce((sum, row) => sum + row.simulated, 0),
    leftOut: tellLeftOut(counted.leftOut).filter(({ reason }) => reason !== 'single'),
    flagged,
    late,
  }
}

/** Groups and systems by their names in place of their ids. */
function nameAll({ strata }: RatedStrata, { systems, groups }: Pick<StudyFacts, 'systems' | 'groups'>) {
  const names = new Map([...systems, ...groups].map(({ id, name }) => [id, name]))
  const name = (id: string) => names.get(id) ?? id
  return strata.map((one) => ({ ...one, group: name(one.group), system: name(one.system) }))
}
