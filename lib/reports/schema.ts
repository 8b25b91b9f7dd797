import { z } from 'zod'
import { list, text } from '@/lib/inputs'
import { COUNTING_RULES, type CountingRule } from '@/lib/rates/counting-rule'
import { TIE_POLICIES, type TiePolicy } from '@/lib/rates/tie-policy'

/** Studies of one report, at most: LIMA's published figures are six. */
const MOST_STUDIES = 12

/** Each study counts as its plan says, and without one as its Results page does. */
export const AS_PLANNED = 'planned'

/** What a report is made of, and how it counts. */
export const ReportInput = z.object({
  title: text(120).min(1, 'Give the report a title.'),
  studyIds: list(z.uuid(), MOST_STUDIES, 'studies').min(1, 'Choose a study.'),
  ties: z.enum([AS_PLANNED, ...(Object.keys(TIE_POLICIES) as [TiePolicy, ...TiePolicy[]])]),
  rule: z.enum([AS_PLANNED, ...(Object.keys(COUNTING_RULES) as [CountingRule, ...CountingRule[]])]),
  /** Why outcomes of a study that is not closed are looked at; kept with the study. */
  reason: text(400),
})
export type ReportInput = z.output<typeof ReportInput>
