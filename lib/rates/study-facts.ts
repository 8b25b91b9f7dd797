import 'server-only'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import type { CountingRule } from './counting-rule'
import type { Account } from './left-out'

/** What a results page says of its study beside the numbers; systems and groups in the order of the page. */
export type StudyFacts = Awaited<ReturnType<typeof readStudyFacts>>

/** What was counted of a study, and what was not: the same for each kind of study. `recorded` = `used` + all of `leftOut`. */
export type ResultFacts = Account & {
  study: StudyFacts
  rule: CountingRule
  criterion: number
  used: number
  counted: number
  simulated: number
  /** Slots given back with “cannot judge”, of which no judgment was recorded. */
  flagged: number
  /** Verdicts that came when others had judged the item, or the study was over: on record, and no judgments. */
  late: number
}

/** @throws AppError `not_found` */
export async function readStudyFacts(studyId: string) {
  const study = await db.study.findUnique({
    where: { id: studyId },
    select: {
      title: true,
      protocol: true,
      origin: true,
      status: true,
      source: true,
      pairing: true,
      overlap: true,
      looks: true,
      seed: true,
      protocolHash: true,
      openedAt: true,
      systems: {
        orderBy: { position: 'asc' },
        select: { focal: true, system: { select: { id: true, name: true, family: true, attributes: true } } },
      },
      // People before LLMs.
      groups: { orderBy: [{ kind: 'asc' }, { name: 'asc' }], select: { id: true, name: true, kind: true } },
      criteria: {
        orderBy: { position: 'asc' },
        select: {
          ...{ id: true, question: true, unit: true },
          options: { orderBy: { position: 'asc' }, select: { code: true, label: true, score: true } },
        },
      },
    },
  })
  if (!study) throw new AppError('not_found')
  const { systems, ...facts } = study
  return {
    ...facts,
    question: facts.criteria[0]?.question ?? '',
    systems: systems.map(({ system }) => system),
    focal: systems.find(({ focal }) => focal)?.system ?? null,
  }
}
