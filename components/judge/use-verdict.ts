import { useState } from 'react'
import type { Answer } from '@/lib/engine/schema'
import { isSameAs } from './questions'
import type { Given } from './session-state'
import type { Said } from './submissions'
import type { Answers } from './use-answers'
import type { HastyQuestion } from './use-haste'

type Wish = {
  answers: Answers
  /** The verdict given before, when one looks back at it. */
  given: Given | null
  /** Whether nothing may be said just now. */
  isLocked: boolean
  isRequired: boolean
  /** What is to be asked before a verdict is taken now. */
  ask: (() => HastyQuestion | null) | undefined
  rest: () => void
  onVerdict: (said: Said) => void
  /** A reason has to be written first. */
  onReasonMissing: () => void
  /** To the verdict before; null where there is none that may be changed. */
  onUndo: (() => void) | null
}

/** What becomes of answers: the next question, a question whether they are meant, a reason that is missing, a verdict. */
export function useVerdict(wish: Wish) {
  const { answers, given, isLocked, isRequired, ask, rest, onVerdict, onReasonMissing, onUndo } = wish
  const { questions, isByTurn, open, draft, say, withOption, answer, takeBack, forget } = answers
  const [isMissing, setMissing] = useState(false)
  const [asked, setAsked] = useState<(HastyQuestion & { of: Answer[] }) | null>(null)
  const isComplete = open === null
  // Turn by turn, what is complete is looked over; else the last question stays until its answer goes.
  const question = isComplete && !isByTurn ? (questions.at(-1) ?? null) : open
  const isUnchanged = given !== null && isByTurn && isSameAs(given, draft)

  const finish = (said: Answer[]) => {
    if (isRequired && draft.rationale.trim() === '') {
      // The first time it is asked for; then it is insisted on.
      setMissing(isComplete)
      say(said)
      return onReasonMissing()
    }
    const hasty = ask?.() ?? null
    setAsked(hasty && { ...hasty, of: said })
    if (hasty) {
      // Keys rest, so that a double press is no answer.
      rest()
      return say(said)
    }
    forget()
    onVerdict({ ...draft, answers: said })
  }
  return {
    question,
    isComplete,
    isUnchanged,
    isMissing: isMissing && draft.rationale.trim() === '',
    /** What was asked about the verdict; what was changed since is asked about no more. */
    hurry: asked?.of === draft.answers ? asked : null,
    choose(index: number) {
      if (!question || isLocked) return
      const said = withOption(question, index)
      if (said && said.length === questions.length && !isByTurn) finish(said)
      else if (said) answer(question, index)
    },
    send() {
      if (!isLocked && !isUnchanged) finish(draft.answers)
    },
    /** Goes back to a question, and forgets what was answered since. */
    backTo: (which: (typeof questions)[number]) => say(draft.answers.slice(0, questions.indexOf(which))),
    readOn() {
      setAsked(null)
      if (!isByTurn) takeBack?.()
    },
    undo: takeBack ?? onUndo,
  }
}
