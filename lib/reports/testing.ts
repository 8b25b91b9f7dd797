import { randomUUID } from 'node:crypto'
import { authorizeActor, authorizeActorSite } from '@/lib/auth/access'
import type { Preregistration } from '@/lib/designs/preregistration'
import { planned } from '@/lib/designs/testing'
import { updateStudy } from '@/lib/studies/update-study'
import { loadComparison, makeDraft } from '@/lib/testing/fixtures'
import type { FrozenFigure, ReportContent } from './content'
import { makeReport, prepareReport } from './make-report'
import type { ReportInput } from './schema'

/** What is asked of a report on these studies. */
export const reportInput = (studyIds: string[], part: Partial<ReportInput> = {}): ReportInput => ({
  ...{ title: 'All of LIMA', studyIds, ties: 'planned', rule: 'planned', reason: '', ...part },
})

/** What a person may do with reports. */
export const siteOf = (actor: Parameters<typeof authorizeActorSite>[0]) => authorizeActorSite(actor, 'studies:list')

/** The figures of a report, each with its part. */
export function figuresOf({ sections }: ReportContent): { part: string; figure: FrozenFigure }[] {
  return sections.flatMap(({ name, blocks }) =>
    blocks.flatMap((block) => (block.is === 'figure' ? [{ part: name, figure: block.figure }] : [])),
  )
}

/** Makes a report at once. @returns its id */
export async function makeNow(access: Parameters<typeof makeReport>[0], asked: ReportInput): Promise<string> {
  await prepareReport(access, asked)
  const id = randomUUID()
  await makeReport(access, { ...asked, id }, { tell: () => undefined, signal: new AbortController().signal })
  return id
}

/** Whoever takes less than 4.5 seconds is left out. */
export const NOBODY = { goldMissed: null, checksFailed: null, medianSeconds: 4.5, judgments: null, words: '' }

/** A draft with a plan: the focal system is better. */
export async function makePlanned(part: Partial<Preregistration> = {}) {
  const draft = await makeDraft({ prompts: 12 })
  const [focal, baseline] = draft.promptSet.systems.map(({ id }) => id)
  const both = { a: focal ?? '', b: baseline ?? '' }
  const hypotheses = (part.hypotheses ?? planned.hypotheses).map((each) => ({ ...each, ...both }))
  const preregistration = {
    ...{ ...planned, exclusions: NOBODY, stopping: { when: 'PLANNED' as const }, ...part },
    hypotheses,
  }
  const design = await loadComparison(draft.studyId)
  const may = await authorizeActor(draft.researcher, draft.studyId, 'study:design')
  await updateStudy(may, { ...design, preregistration })
  return { ...draft, may, preregistration }
}
