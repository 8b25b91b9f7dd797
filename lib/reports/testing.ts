import { authorizeActorSite } from '@/lib/auth/access'
import type { FrozenFigure, ReportContent } from './content'
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
