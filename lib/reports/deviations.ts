import type { Preregistration } from '@/lib/designs/preregistration'
import { count } from '@/lib/numbers/count'
import { COUNTING_RULES, type CountingRule } from '@/lib/rates/counting-rule'
import { TIE_POLICIES, type TiePolicy } from '@/lib/rates/tie-policy'

/** What a study was to be: its design as opened, and the plan of its analysis where one was registered. */
export type Planned = { plan: Preregistration | null; looks: 'CLOSING' | 'ANYTIME' }

/** An annotator as the rules of exclusion see them; a share is null where they saw no such item. */
export type JudgedAnnotator = {
  code: string
  /** Why they are left out of the results; null where they count. */
  excluded: string | null
  goldMissed: number | null
  checksFailed: number | null
  medianSeconds: number | null
  judgments: number
}

/** What came of it. */
export type Happened = {
  status: 'OPEN' | 'PAUSED' | 'CLOSED'
  closedAt: Date | null
  /** Judgments in, and wanted by all that was planned, amendments included. */
  judgments: number
  wanted: number
  amendments: readonly { number: number; what: string; at: Date; reason: string; judgments: number }[]
  /** Looks at outcomes before the study closed. */
  looks: readonly { at: Date; reason: string; judgments: number }[]
  annotators: readonly JudgedAnnotator[]
  /** Whether the anytime-valid interval of the primary hypothesis leaves even; null where that is not known. */
  isDecided: boolean | null
  /** How a report counts; null where none is made. */
  report: { ties: TiePolicy; rule: CountingRule } | null
}

/** What a deviation is about. */
export type DeviationKind = 'amendment' | 'look' | 'exclusion' | 'end' | 'ties' | 'rule'
export type Deviation = { kind: DeviationKind; text: string }

/** Everything that was done otherwise than planned, in the order of a report; nothing of it is judged. */
export function listDeviations(planned: Planned, happened: Happened): Deviation[] {
  return [
    ...amended(happened),
    ...lookedAt(planned, happened),
    ...ended(planned, happened),
    ...excluded(planned, happened),
    ...counted(planned, happened),
  ]
}

function amended({ amendments }: Happened): Deviation[] {
  return amendments.map(({ number, what, at, reason, judgments }) => ({
    kind: 'amendment',
    text: `Amendment ${number}, ${day(at)}, after ${count(judgments, 'judgment')}: ${what}. Reason: “${reason}”`,
  }))
}

/** Where the design lets outcomes be seen at any time, a look is as planned. */
function lookedAt({ looks }: Planned, happened: Happened): Deviation[] {
  if (looks === 'ANYTIME') return []
  return happened.looks.map(({ at, reason, judgments }) => ({
    kind: 'look',
    text: `Outcomes were looked at before the study closed, ${day(at)}, after ${count(judgments, 'judgment')}. Reason: “${reason}”`,
  }))
}

function ended(planned: Planned, happened: Happened): Deviation[] {
  const text = endText(planned, happened)
  return text === null ? [] : [{ kind: 'end', text }]
}

/** How the end of collecting stands to its rule; without a plan the rule is the design’s: all that was planned. */
function endText({ plan }: Planned, happened: Happened): string | null {
  const { status, closedAt, judgments, wanted } = happened
  const stopping = plan?.stopping ?? { when: 'PLANNED' }
  const isOver = status === 'CLOSED'
  const now = `${count(judgments, 'judgment is', 'judgments are')} in`
  switch (stopping.when) {
    case 'PLANNED':
      if (judgments >= wanted) return null
      return isOver
        ? `Collecting ended early: ${now}, of ${wanted.toLocaleString('en')} planned.`
        : `Collecting goes on: ${now}, of ${wanted.toLocaleString('en')} planned.`
    case 'JUDGMENTS': {
      const planned = stopping.judgments
      const beside = `${planned.toLocaleString('en')} were planned`
      if (judgments > planned) return `More was collected than planned: ${now}; ${beside}.`
      if (judgments < planned) return `${isOver ? 'Collecting ended early' : 'Collecting goes on'}: ${now}; ${beside}.`
      return null
    }
    case 'DATE': {
      const end = closedAt?.toISOString().slice(0, 10)
      if (end === undefined || !isOver) return `Collecting goes on; it was planned to end on ${stopping.date}.`
      if (end === stopping.date) return null
      return `Collecting ended on ${end}, ${end < stopping.date ? 'earlier' : 'later'} than the planned ${stopping.date}.`
    }
    case 'ANYTIME':
      if (!isOver) return `Collecting goes on: ${now}; it was planned to end when the primary hypothesis is decided.`
      return happened.isDecided === false && judgments < wanted
        ? `Collecting ended before the primary hypothesis was decided: ${now}, of ${wanted.toLocaleString('en')} planned.`
        : null
  }
}

function excluded({ plan }: Planned, { annotators }: Happened): Deviation[] {
  return annotators.flatMap((annotator): Deviation[] => {
    const { code, excluded: reason } = annotator
    const grounds = plan ? groundsOf(plan, annotator) : []
    if (reason !== null && grounds.length === 0)
      return [
        {
          kind: 'exclusion',
          text: `${code} was left out of the results for “${reason}”, ${plan ? plannedBeside(plan) : 'which nothing had planned'}.`,
        },
      ]
    if (reason === null && grounds.length > 0)
      return [{ kind: 'exclusion', text: `${code} counts, though ${grounds.join(', and ')}.` }]
    return []
  })
}

/** What is said in words can be held to nothing by itself: it is said that there is such a rule. */
function plannedBeside({ exclusions: { words } }: Preregistration): string {
  return words === '' ? 'which no planned rule asks for' : 'which no planned number asks for; a rule in words may'
}

/** By which planned numbers an annotator was to be left out. */
function groundsOf({ exclusions }: Preregistration, annotator: JudgedAnnotator): string[] {
  const { goldMissed, checksFailed, medianSeconds, judgments } = exclusions
  const above = (share: number | null, most: number | null) => share !== null && most !== null && share > most
  return [
    above(annotator.goldMissed, goldMissed) && `they missed ${percent(annotator.goldMissed)} of the gold items`,
    above(annotator.checksFailed, checksFailed) && `they failed ${percent(annotator.checksFailed)} of the check items`,
    medianSeconds !== null &&
      annotator.medianSeconds !== null &&
      annotator.medianSeconds < medianSeconds &&
      `they took ${annotator.medianSeconds.toFixed(1)} seconds a judgment in the median`,
    judgments !== null && annotator.judgments < judgments && `they gave ${count(annotator.judgments, 'judgment')}`,
  ].filter((ground): ground is string => typeof ground === 'string')
}

/** Of ratings no ties are counted, whatever a report of several studies says. */
function counted({ plan }: Planned, { report }: Happened): Deviation[] {
  if (!plan || !report) return []
  const deviations: Deviation[] = []
  if (plan.ties !== null && plan.ties !== report.ties)
    deviations.push({
      kind: 'ties',
      text: `Ties: “${TIE_POLICIES[plan.ties].label}” was planned; this report has “${TIE_POLICIES[report.ties].label}”.`,
    })
  if (plan.ties !== null && plan.rule !== report.rule)
    deviations.push({
      kind: 'rule',
      text: `Counting rule: “${COUNTING_RULES[plan.rule].label}” was planned; this report has “${COUNTING_RULES[report.rule].label}”.`,
    })
  return deviations
}

function percent(share: number | null): string {
  return `${Number((100 * (share ?? 0)).toFixed(1))}%`
}

function day(at: Date): string {
  return at.toISOString().slice(0, 10)
}
