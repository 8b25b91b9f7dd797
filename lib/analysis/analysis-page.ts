import 'server-only'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { readVisibility, type Visibility } from '@/lib/looks/looks'
import type { ProtocolKind } from '@/lib/protocols/protocol-of'
import { type Account, tellLeftOut } from '@/lib/rates/left-out'
import { type AnalysisDone, type AnalysisState, readAnalysis } from './read-analysis'

/** What the Agreement and Rankings pages need beside the numbers. */
export type AnalysisPage = {
  study: {
    title: string
    protocol: ProtocolKind
    origin: string
    /** Where published counts or imported judgments were taken from. */
    source: string
    looks: 'CLOSING' | 'ANYTIME'
    question: string
    /** Which of the questions it is, from 0. */
    criterion: number
    questions: string[]
    /** The chosen question’s, by score, the lowest first. */
    options: { code: string; label: string; score: number }[]
    unit: 'RESPONSE' | 'TURN'
    simulated: number
    annotators: number
    /** Items of the shared set as the design wants it. */
    sharedItems: number
    /** All of the design, whether or not they have a verdict yet; people before LLMs. */
    groups: { name: string; kind: 'HUMAN' | 'LLM' }[]
    systems: string[]
    people: { id: string; code: string; group: string; simulated: boolean; excluded: boolean }[]
  }
  visibility: Visibility
  /** Null where there is nothing to compute, or it may not be seen yet. */
  analysis: AnalysisState | null
}

/** Reads the statistics of one of a study's questions as far as they may be seen, and starts them when need be. */
export async function readAnalysisPage(access: Access<'study:results'>, criterion: number): Promise<AnalysisPage> {
  const [study, visibility] = await Promise.all([
    db.study.findUnique({
      where: { id: access.studyId },
      select: {
        title: true,
        protocol: true,
        origin: true,
        source: true,
        looks: true,
        criteria: {
          orderBy: { position: 'asc' },
          select: {
            question: true,
            unit: true,
            options: { orderBy: { score: 'asc' }, select: { code: true, label: true, score: true } },
          },
        },
        sharedItems: true,
        systems: { orderBy: { position: 'asc' }, select: { system: { select: { name: true } } } },
        groups: { orderBy: [{ kind: 'asc' }, { name: 'asc' }], select: { name: true, kind: true } },
        annotators: {
          orderBy: { code: 'asc' },
          select: { id: true, code: true, simulated: true, excludedAt: true, group: { select: { name: true } } },
        },
      },
    }),
    readVisibility(access),
  ])
  if (!study) throw new AppError('not_found')
  const questions = study.criteria.map(({ question }) => question)
  const chosen = criterion < questions.length ? criterion : 0
  const question = questions[chosen] ?? ''
  const seen = visibility.shown !== 'hidden' && (await hasJudgments(access.studyId))
  const { title, protocol, origin, source, looks, sharedItems, groups, annotators } = study
  const simulated = annotators.filter((annotator) => annotator.simulated).length
  return {
    study: {
      ...{
        title,
        protocol,
        origin,
        source,
        looks,
        question,
        criterion: chosen,
        questions,
        options: study.criteria[chosen]?.options ?? [],
        unit: study.criteria[chosen]?.unit ?? 'RESPONSE',
        simulated,
        annotators: annotators.length,
        sharedItems,
        groups,
      },
      systems: study.systems.map(({ system }) => system.name),
      people: annotators.map(({ id, code, group, simulated: isSimulated, excludedAt }) => ({
        ...{ id, code, group: group.name, simulated: isSimulated, excluded: excludedAt !== null },
      })),
    },
    visibility,
    analysis: seen ? await readAnalysis(access, question) : null,
  }
}

async function hasJudgments(studyId: string): Promise<boolean> {
  return (await db.judgment.findFirst({ where: { studyId, supersededAt: null }, select: { id: true } })) !== null
}

/** Of the judgments that statistics are of, how many do not count, and why. */
export function accountOf({ analysis: { account } }: AnalysisDone): Account {
  return { recorded: account.recorded, leftOut: tellLeftOut(account.leftOut) }
}
