import type { Answer } from '@/lib/engine/schema'
import type { DeskCriterion, DeskPair } from '@/lib/judgments/schema'
import type { Said } from './submissions'

/** A criterion, asked of the whole response (0) or of one of the assistant's turns in it, from 1. */
export type Question = { criterion: DeskCriterion; turn: number }

/** All that is asked about a pair or a response: turn by turn first, then of the whole. */
export function questionsOf(criteria: readonly DeskCriterion[], pair: DeskPair | null): Question[] {
  const [ofTurns, ofWhole] = [criteria.filter(isOfTurns), criteria.filter((each) => !isOfTurns(each))]
  const turns = ofTurns.length > 0 && pair ? countTurns(pair) : 0
  return [
    ...Array.from({ length: turns }, (_, nth) => ofTurns.map((criterion) => ({ criterion, turn: nth + 1 }))).flat(),
    ...ofWhole.map((criterion) => ({ criterion, turn: 0 })),
  ]
}

export function isOfTurns({ unit }: DeskCriterion): boolean {
  return unit === 'TURN'
}

/** How many turns are graded: those of the assistant. */
export function countTurns({ left }: DeskPair): number {
  return left.filter(({ role }) => role === 'assistant').length
}

/** The answers to the first of the questions, up to the first that has none. */
export function answersInOrder(questions: readonly Question[], answers: readonly Answer[]): Answer[] {
  const given = new Map(answers.map((answer) => [nameOf(answer.criterion, answer.turn), answer]))
  const found = questions.map(({ criterion, turn }) => {
    const answer = given.get(nameOf(criterion.id, turn))
    return criterion.options.some(({ code }) => code === answer?.choice) ? answer : undefined
  })
  const open = found.indexOf(undefined)
  return (open < 0 ? found : found.slice(0, open)) as Answer[]
}

/** The same answers with one more, or with that one changed. */
export function withAnswer(answers: readonly Answer[], { criterion, turn }: Question, choice: string): Answer[] {
  const answer = { criterion: criterion.id, turn, choice }
  const isKnown = answers.some((each) => isTo({ criterion, turn }, each))
  return isKnown ? answers.map((each) => (isTo({ criterion, turn }, each) ? answer : each)) : [...answers, answer]
}

/** What was chosen as the answer to a question. */
export function choiceOf(answers: readonly Answer[], question: Question): string | undefined {
  return answers.find((answer) => isTo(question, answer))?.choice
}

/** Whether what is being said is what was said before. */
export function isSameAs(given: Said, { answers, rationale }: Said): boolean {
  const isGiven = (answer: Answer) =>
    given.answers.some(
      ({ criterion, turn, choice }) =>
        criterion === answer.criterion && turn === answer.turn && choice === answer.choice,
    )
  return answers.length === given.answers.length && rationale === given.rationale && answers.every(isGiven)
}

function isTo({ criterion, turn }: Question, answer: Answer): boolean {
  return answer.criterion === criterion.id && answer.turn === turn
}

function nameOf(criterion: string, turn: number): string {
  return `${criterion} ${turn}`
}
