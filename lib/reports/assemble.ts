import { wholeNumber } from '@/lib/numbers/percent'
import { planFacts } from '@/lib/studies/preregistration-words'
import { type Block, type FrozenTable, PARTS, type PartName, type ReportContent, type Section } from './content'
import type { StudyReport } from './read-study-report'

/** Where judgments come from, in the words of labels. */
const ORIGINS = {
  COLLECTED: 'collected',
  SIMULATED: 'simulated',
  RECONSTRUCTED: 'reconstructed from published figures',
  IMPORTED: 'imported: finished elsewhere',
} as const

/** Puts what is known of each study into the parts of one report. */
export function assembleReport(
  about: Pick<ReportContent, 'title' | 'at' | 'madeBy'>,
  reports: readonly StudyReport[],
): ReportContent {
  const sections: Section[] = [
    { name: 'studies', title: 'Studies', missing: null, blocks: [{ is: 'table', table: studyTable(reports) }] },
    hypothesisSection(reports),
    ...(Object.keys(PARTS) as PartName[]).map((name) => partSection(name, reports)),
    ofEach('left-out', 'What was left out', reports, ({ leftOut }) => leftOut),
    ofEach('methods', 'Methods', reports, ({ methods }) => methods.map(asText)),
    ofEach('deviations', 'Deviations', reports, (report) => [...planBlocks(report), ...deviationBlocks(report)]),
    { name: 'hashes', title: 'Hashes', missing: null, blocks: [{ is: 'table', table: hashTable(reports) }] },
  ]
  return { version: 1, ...about, sections }
}

const asText = (text: string): Block => ({ is: 'text', text })

/** What the numbers are of: whoever has the files can check that they are these. */
function hashTable(reports: readonly StudyReport[]): FrozenTable {
  const rows = reports.flatMap(({ study, dataHash }) => [
    ...(study.protocolHash ? [[study.title, 'protocol', study.protocolHash]] : []),
    [study.title, 'judgments.jsonl', dataHash],
  ])
  return { columns: ['Study', 'File', 'SHA-256'].map((head) => ({ head, align: 'l' })), rows }
}

function studyTable(reports: readonly StudyReport[]): FrozenTable {
  return {
    columns: [
      { head: 'Study', align: 'l' },
      { head: 'Judgments', align: 'l' },
      { head: 'State', align: 'l' },
      { head: 'Counted', align: 'r' },
    ],
    rows: reports.map(({ study, counted }) => [
      ...[study.title, ORIGINS[study.origin], stateOf(study)],
      wholeNumber(counted),
    ]),
  }
}

function stateOf({ status, origin, closedAt }: StudyReport['study']): string {
  if (origin === 'RECONSTRUCTED') return 'published'
  if (status === 'CLOSED') return closedAt ? `closed ${closedAt.toISOString().slice(0, 10)}` : 'closed'
  return `${status.toLowerCase()}: interim figures`
}

/** What was expected beside what came of it, of the studies that registered something. */
function hypothesisSection(reports: readonly StudyReport[]): Section {
  const registered = reports.filter(({ hypotheses }) => hypotheses.length > 0)
  const section = ofEach('hypotheses', 'Registered hypotheses', registered, ({ hypotheses }) => hypotheses)
  return registered.length > 0 ? section : { ...section, missing: 'no chosen study was pre-registered' }
}

function partSection(name: PartName, reports: readonly StudyReport[]): Section {
  const [title, missing] = PARTS[name]
  const figures = reports.flatMap((report) =>
    report.figures.filter(({ part }) => part === name).map(({ figure }) => ({ figure, origin: report.study.origin })),
  )
  const hasSeveral = new Set(figures.map(({ figure }) => figure.studyId)).size > 1
  const blocks = figures.flatMap(({ figure, origin }, index): Block[] => {
    const isNext = index === 0 || figures[index - 1]?.figure.studyId !== figure.studyId
    const label = origin === 'COLLECTED' ? figure.study : `${figure.study} (${ORIGINS[origin]})`
    return [
      ...(isNext && (hasSeveral || origin !== 'COLLECTED') ? [{ is: 'title' as const, text: label }] : []),
      { is: 'figure', figure },
      // The paper’s numbers stand beside one’s own in this table alone.
      ...(figure.name === 'agreement' ? [{ is: 'table' as const, table: figure.table }] : []),
    ]
  })
  return { name, title, missing: blocks.length === 0 ? missing : null, blocks }
}

/** A part that says something of each study, under its title where there are several. */
function ofEach(
  name: Section['name'],
  title: string,
  reports: readonly StudyReport[],
  say: (report: StudyReport) => Block[],
): Section {
  const blocks = reports.flatMap((report): Block[] => [
    ...(reports.length > 1 ? [{ is: 'title' as const, text: report.study.title }] : []),
    ...say(report),
  ])
  return { name, title, missing: null, blocks }
}

/** The plan as it was frozen, a sentence for each of its parts. */
function planBlocks({ study, plan }: StudyReport): Block[] {
  if (!plan) return []
  const facts = planFacts(plan, { questions: study.criteria.map(({ question }) => question) })
  return facts.map(([name, value]) => asText(`${name}: ${value.replaceAll('\n', ' ')}`))
}

/** The sentences of a study’s deviations, or why there is nothing to hold it against. */
function deviationBlocks({ study: { origin }, plan, deviations }: StudyReport): Block[] {
  if (origin === 'RECONSTRUCTED' || origin === 'IMPORTED')
    return [{ is: 'text', text: 'It was not planned here: there is nothing that it could be held against.' }]
  const against = plan
    ? 'Its analysis was pre-registered in the protocol.'
    : 'No analysis was pre-registered: it is held against its design.'
  if (deviations.length === 0) return [{ is: 'text', text: `${against} Nothing was done otherwise.` }]
  return [
    { is: 'text', text: `${against} Done otherwise:` },
    ...deviations.map(({ text }): Block => ({ is: 'item', text })),
  ]
}

/** What a report lacks, in one sentence; null where it has every part. */
export function missingSentence({ sections }: Pick<ReportContent, 'sections'>): string | null {
  const missing = sections.flatMap(({ title, missing: why }) => (why === null ? [] : [`${title} (${why})`]))
  return missing.length === 0 ? null : `${missing.join('; ')}.`
}
