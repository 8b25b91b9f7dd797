import 'server-only'
import { z } from 'zod'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'

const Messages = z.array(z.object({ role: z.string(), content: z.string() }))

const OPTION = { code: true, label: true, score: true } as const

const ANNOTATOR = {
  ...{ code: true, simulated: true, excludedAt: true, exploratory: true },
  group: { select: { name: true, kind: true } },
} as const

/** One item in full, unblinded: for who studies the results, never for who judges. */
export async function readItem({ studyId }: Access<'study:results'>, position: number) {
  const item = await db.item.findUnique({
    where: { studyId_position: { studyId, position } },
    include: {
      prompt: true,
      responseA: { include: { system: { select: { name: true } } } },
      responseB: { include: { system: { select: { name: true } } } },
      _count: { select: { assignments: { where: { repeat: 0 } } } },
      assignments: {
        where: { doneAt: { not: null } },
        orderBy: { doneAt: 'asc' },
        include: {
          annotator: { select: ANNOTATOR },
          judgments: {
            orderBy: [{ criterion: { position: 'asc' } }, { turn: 'asc' }, { createdAt: 'asc' }],
            include: {
              criterion: { select: { question: true, options: { select: OPTION } } },
            },
          },
        },
      },
    },
  })
  if (!item) throw new AppError('not_found')
  const { prompt, responseA, responseB, assignments } = item
  return {
    position,
    kind: item.kind,
    /** Judgments that are planned of it, and how many of them are done. */
    planned: item._count.assignments,
    done: assignments.filter(({ repeat }) => repeat === 0).length,
    expected: item.expected,
    /** Words that annotators saw masked. */
    masks: item.masks,
    sample: responseB ? null : responseA.sample,
    prompt: {
      externalId: prompt.externalId,
      category: prompt.category,
      tags: prompt.tags,
      messages: Messages.parse(prompt.messages),
    },
    arms: [responseA, responseB].flatMap((response) =>
      response ? [{ system: response.system.name, messages: Messages.parse(response.messages) }] : [],
    ),
    verdicts: assignments.map((assignment) => ({
      ...{ id: assignment.id, annotatorId: assignment.annotatorId, at: assignment.doneAt },
      annotator: assignment.annotator?.code ?? '',
      group: assignment.annotator?.group.name ?? '',
      simulated: assignment.annotator?.simulated ?? false,
      isModel: assignment.annotator?.group.kind === 'LLM',
      exploratory: assignment.annotator?.exploratory ?? false,
      excluded: assignment.annotator?.excludedAt !== null,
      repeat: assignment.repeat > 0,
      /** The system that stood left on the screen; null where that was not recorded. */
      left:
        assignment.leftIsA === null ? null : (assignment.leftIsA ? responseA : (responseB ?? responseA)).system.name,
      seconds: assignment.activeMs === null ? null : assignment.activeMs / 1000,
      hasty: assignment.hasty,
      rationale: assignment.rationale,
      flag: assignment.flag,
      flagNote: assignment.flagNote,
      /** Of a model: what came of asking it. */
      outcome: assignment.outcome,
      answers: assignment.judgments.map(({ choice, score, turn, supersededAt, criterion }) => ({
        /** Which of the assistant’s turns, from 1; 0 is the whole. */
        turn,
        question: criterion.question,
        label: labelSeen(criterion.options, {
          choice,
          score,
          isTurned: responseB !== null && assignment.leftIsA === false,
        }),
        winner: responseB && winnerOf(score, assignment, [responseA.system.name, responseB.system.name]),
        superseded: supersededAt !== null,
      })),
    })),
  }
}

/** What a verdict is for, and on which side that stood. */
export type Winner = { system: string; side: 'left' | 'right' | null } | 'tie'

function winnerOf(score: number, { leftIsA }: { leftIsA: boolean | null }, [a, b]: [string, string]): Winner {
  if (score === 0) return 'tie'
  const side = leftIsA === null ? null : score > 0 === leftIsA ? 'left' : 'right'
  return { system: score > 0 ? a : b, side }
}

type Option = { code: string; label: string; score: number }

/** The words of a stored choice as they stood on the screen, where the left answer is called A. */
function labelSeen(
  options: readonly Option[],
  { choice, score, isTurned }: { choice: string; score: number; isTurned: boolean },
): string {
  const seen = options.find((one) => (isTurned && score !== 0 ? one.score === -score : one.code === choice))
  return seen?.label ?? choice
}

export type ItemInFull = Awaited<ReturnType<typeof readItem>>
