import type { AnalysisPage } from '@/lib/analysis/analysis-page'
import { count } from '@/lib/numbers/count'
import type { Account } from '@/lib/rates/left-out'
import type { OpenPair } from '@/lib/rates/read-open'
import type { ResultFacts } from '@/lib/rates/study-facts'
import { figureNotes, leftOutNote } from './figure-notes'

/** What every figure says of its study: in its caption, at the foot of its files, in each row of its numbers. */
export type About = {
  study: string
  studyId: string
  origin: string
  question: string
  /** Which of the study’s questions that is, from 0. */
  criterion: number
  /** Which judgments count where an item has several, in a word for the rows. */
  rule: string
  /** How many of the judgments, or annotators, are a simulation’s. */
  simulation: 'none' | 'some' | 'all'
  /** Sentences: where the judgments are from, that figures are interim, when they were counted. */
  notes: string[]
}

/** Of a figure of counts. */
export function aboutCounts(
  studyId: string,
  { result, open }: { result: ResultFacts; open: readonly OpenPair[] },
  at = new Date(),
): About {
  const { title, origin, question } = result.study
  const { rule, criterion } = result
  const notes = [`Counted on ${day(at)}.`, ...figureNotes(result)]
  const missing = open.reduce((sum, { judgments }) => sum + judgments, 0)
  if (missing > 0)
    notes.push(`${count(missing, 'planned judgment is', 'planned judgments are')} not in and not counted.`)
  const simulation = part(result.simulated, result.counted)
  return { study: title, studyId, origin: origin.toLowerCase(), question, criterion, rule, simulation, notes }
}

/** Of which judgments statistics are: as of when, whether newer ones are not among them, how many do not count. */
export type Computed = { at: Date; isBehind: boolean; account: Account }

/** Of a figure of the statistics that are computed once for each state of the data. */
export function aboutAnalysis(
  studyId: string,
  { study, visibility }: Pick<AnalysisPage, 'study' | 'visibility'>,
  { at, isBehind, account }: Computed,
): About {
  const notes = [
    isBehind
      ? `Computed from the judgments as of ${toTheMinute(at)}; newer ones are not among them.`
      : `Computed on ${day(at)}.`,
  ]
  if (study.simulated > 0) notes.push(simulatedNote(study))
  if (study.origin === 'IMPORTED') notes.push(`Imported: ${study.source}`)
  const leftOut = leftOutNote(account)
  if (leftOut !== null) notes.push(leftOut)
  if (visibility.shown === 'look' || visibility.shown === 'anytime')
    notes.push('The study has not been closed: these are interim figures.')
  const { title, question, criterion, origin } = study
  const simulation = part(study.simulated, study.annotators)
  return { study: title, studyId, origin: origin.toLowerCase(), question, criterion, rule: 'all', simulation, notes }
}

/** Rows of a file with what tells them from the rows of any other: the study before them, how they were made behind. */
export function withAbout(
  { study, studyId, origin, simulation, question, rule }: About,
  method: string,
  rows: readonly object[],
): { columns: string[]; rows: object[] } {
  const whole = rows.map((row) => ({ study, study_id: studyId, origin, simulation, ...row, rule, question, method }))
  return { columns: Object.keys(whole[0] ?? {}), rows: whole }
}

/** A caption: what is shown, then the notes. */
export function captionOf({ notes }: About, ...sentences: (string | false)[]): string {
  return [...sentences, ...notes].filter(Boolean).join(' ')
}

function simulatedNote({ simulated, annotators }: AnalysisPage['study']): string {
  const which = simulated === annotators ? 'all' : `${simulated} of the`
  return `Simulated: ${which} ${count(annotators, 'annotator')} ${simulated === 1 ? 'is' : 'are'} a simulation, not people or LLMs.`
}

function part(of: number, all: number): About['simulation'] {
  return of === 0 ? 'none' : of < all ? 'some' : 'all'
}

/** A moment to the minute, as notes and captions print it. */
export function toTheMinute(at: Date): string {
  return `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`
}

function day(at: Date): string {
  return at.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
}
