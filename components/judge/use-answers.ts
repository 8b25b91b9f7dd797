import { useMemo } from 'react'
import type { Answer } from '@/lib/engine/schema'
import type { DeskPair, DeskStudy } from '@/lib/judgments/schema'
import { EMPTY, readDraft, writeDraft } from './draft'
import type { Grading } from './graded-turns'
import type { Ends } from './haste'
import { answersInOrder, countTurns, type Question, questionsOf, withAnswer } from './questions'
import type { Given, Practised } from './session-state'
import type { Said } from './submissions'
import { useKeyed } from './use-keyed'

type Wish = {
  study: DeskStudy
  pair: DeskPair | null
  /** The verdict given before, when one looks back at it. */
  given: Given | null
  /** What is being answered: with another key one begins anew. */
  key: string
  /** Whether what was begun survives a reload; not while the page is as the server sent it. */
  isKept: boolean
  disabled: boolean
  isResting: () => boolean
  /** Keeps keys at rest for a moment, so that one press does not answer two questions. */
  rest: () => void
}

export type Answers = ReturnType<typeof useAnswers>

/** How turns stand on the screen: to be graded, or, once it was practice, as they were. Null where none are graded. */
export function gradingOf(
  { criteria }: DeskStudy,
  { isByTurn, open, draft, answer }: Answers,
  practised: Practised | null,
  isLocked: boolean,
): Grading | null {
  if (!isByTurn) return null
  if (practised) return { criteria, open: null, answers: practised.answers, onAnswer: null }
  return { criteria, open, answers: draft.answers, onAnswer: isLocked ? null : answer }
}

/** What of a pair or a response there is to be read to its end. */
export function endsOf(pair: DeskPair | null, { isByTurn, open }: Answers): Ends {
  if (!pair || pair.right) return { count: 2, now: 0 }
  const count = isByTurn ? countTurns(pair) : 1
  return { count, now: (isByTurn && open?.turn ? open.turn : count) - 1 }
}

/**
 * What is being said of the pair or the response on the screen, before it is sent. What was begun survives a reload; looking
 * at an earlier verdict begins with its reason and no choice made, or, where each turn is graded, with all its grades.
 */
export function useAnswers({ study, pair, given, key, isKept, disabled, isResting, rest }: Wish) {
  const questions = useMemo(() => questionsOf(study.criteria, pair), [study.criteria, pair])
  const isByTurn = (questions[0]?.turn ?? 0) > 0
  const draftOf = { person: study.person, assignmentId: pair?.assignmentId ?? '' }
  const [draft, setDraft] = useKeyed<Said>(key, () => {
    if (given) return { answers: isByTurn ? answersInOrder(questions, given.answers) : [], rationale: given.rationale }
    if (!isKept || !pair) return EMPTY
    const { answers, rationale } = readDraft(draftOf)
    return { answers: answersInOrder(questions, answers), rationale }
  })
  const keep = (next: Said) => {
    setDraft(next)
    if (!given && isKept) writeDraft(draftOf, next, Date.now())
  }
  const [past, setPast] = useKeyed<Answer[][]>(key, () => [])
  const say = (said: Answer[]) => {
    if (said === draft.answers) return
    setPast([...past, draft.answers])
    keep({ ...draft, answers: said })
  }
  /** The answers with an option of a question chosen; null while nothing may be. */
  const withOption = (question: Question, index: number): Answer[] | null => {
    const code = question.criterion.options[index]?.code
    return code && !disabled && !isResting() ? withAnswer(draft.answers, question, code) : null
  }
  return {
    questions,
    /** Whether turns are graded; then nothing is sent before all of it has been looked over. */
    isByTurn,
    /** The first question without an answer; null once all have one. */
    open: questions[draft.answers.length] ?? null,
    draft,
    withOption,
    /** Gives these answers, and stays. */
    say,
    write: (rationale: string) => keep({ ...draft, rationale }),
    /** Answers a question, and stays. */
    answer(question: Question, index: number) {
      const answers = withOption(question, index)
      if (!answers) return
      rest()
      say(answers)
    },
    /** Takes back what was said last: a change, or after a reload the last answer. Null where nothing was said. */
    takeBack:
      past.length > 0 || (!given && draft.answers.length > 0)
        ? () => {
            setPast(past.slice(0, -1))
            keep({ ...draft, answers: past.at(-1) ?? draft.answers.slice(0, -1) })
          }
        : null,
    /** What was begun has been sent. */
    forget() {
      // Storage is slow, and most verdicts have nothing in it.
      if (draft.answers.length > 0 || draft.rationale !== '') writeDraft(draftOf, EMPTY, Date.now())
    },
  }
}
