import { z } from 'zod'
import { concernsOf } from '@/lib/monitor/concerns'

const codes = z.array(z.string())

/** A study that is open or paused, as far as it may need somebody. */
export const Running = z.object({
  studyId: z.string(),
  title: z.string(),
  status: z.enum(['OPEN', 'PAUSED']),
  wanted: z.coerce.number(),
  done: z.coerce.number(),
  annotators: z.coerce.number(),
  /** Models, by how their runs stand. */
  stopped: codes,
  ready: codes,
  finished: codes,
  /** How each annotator did on items of known verdict. */
  known: z.array(z.object({ code: z.string(), judged: z.number(), failed: z.number() })),
})
export type Running = z.output<typeof Running>

/** What a running study needs of whoever designs it, the most pressing first. */
const KINDS = ['stopped', 'full', 'nobody', 'checks', 'ready', 'paused', 'finished'] as const

export type Need = {
  kind: (typeof KINDS)[number]
  studyId: string
  title: string
  /** Whom it is about. */
  codes: string[]
  /** Judgments that are in. */
  done: number
}

/** Needs of all studies, by what presses; of one study, each kind once. */
export function needsOf(studies: readonly Running[]): Need[] {
  const needs = studies.flatMap((study) => KINDS.flatMap((kind) => needOf(study, kind)))
  return needs.sort((one, other) => KINDS.indexOf(one.kind) - KINDS.indexOf(other.kind))
}

function needOf(study: Running, kind: Need['kind']): Need[] {
  const codes = whomOf(study, kind)
  if (codes === null) return []
  const { studyId, title, done } = study
  return [{ kind, studyId, title, codes, done }]
}

/** Whom a need is about, which may be nobody in particular; null where there is no such need. */
function whomOf(study: Running, kind: Need['kind']): string[] | null {
  const { status, wanted, done, annotators } = study
  const some = (codes: string[]) => (codes.length > 0 ? codes : null)
  switch (kind) {
    case 'full':
      return wanted > 0 && done >= wanted ? [] : null
    case 'nobody':
      return annotators === 0 ? [] : null
    case 'paused':
      return status === 'PAUSED' ? [] : null
    case 'checks':
      return some(study.known.filter((known) => concernsOf({ known }).length > 0).map(({ code }) => code))
    default:
      return some(study[kind])
  }
}
