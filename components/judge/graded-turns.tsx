import { useEffect, useId, useRef } from 'react'
import type { Answer } from '@/lib/engine/schema'
import type { DeskCriterion, Turn } from '@/lib/judgments/schema'
import { exchangesOf } from './exchanges'
import { choiceOf, isOfTurns, type Question } from './questions'
import { Scale } from './scale'
import { TurnText } from './turns'
import { useTranslations } from './words'

/** How the turns of a response are graded; `onAnswer` is null once nothing can be changed any more. */
export type Grading = {
  criteria: readonly DeskCriterion[]
  /** What is asked now: of a turn, or of the whole when all turns have their grades; null when all is answered. */
  open: Question | null
  answers: readonly Answer[]
  onAnswer: ((question: Question, index: number) => void) | null
}

type Props = {
  turns: readonly Turn[]
  raw: readonly string[] | null
  keysOn: boolean
  grading: Grading
}

/**
 * A dialogue with a line of grades under each of the assistant's turns. The next turn comes when one is graded: each is
 * graded by what had been said until then. Grades that were given can be changed until all of it is sent.
 */
export function GradedTurns({ turns, raw, keysOn, grading }: Props) {
  const t = useTranslations('answer')
  const { open, answers, onAnswer } = grading
  const criteria = grading.criteria.filter(isOfTurns)
  const exchanges = exchangesOf(turns)
  const graded = exchanges.filter(({ turn }) => turn > 0).length
  const openTurn = open?.turn || null
  const shown = openTurn === null ? exchanges : exchanges.slice(0, openTurn)
  const list = useOpenTurn(openTurn)
  return (
    <div ref={list}>
      {shown.map(({ turn, from, until }) => (
        <section
          key={turn}
          className="scroll-mt-20 scroll-mb-36 focus:outline-none [section+&]:mt-7"
          tabIndex={-1}
          data-turn={turn}
          aria-label={turn > 0 ? t('turn', { now: turn, of: graded }) : t('last')}
        >
          {turns.slice(from, until).map((each, place) => (
            <TurnText
              // biome-ignore lint/suspicious/noArrayIndexKey: a conversation's turns never change places
              key={from + place}
              className={place > 0 ? 'mt-[1.1rem]' : ''}
              {...{ turn: each, empty: t('empty'), raw: raw?.[from + place], isNamed: true }}
            />
          ))}
          {turn > 0 && <Grades {...{ criteria, turn, of: graded, answers, open, keysOn }} onAnswer={onAnswer} />}
        </section>
      ))}
      {openTurn !== null && openTurn < graded && (
        <p className="mt-5 text-sm text-ink-2">{t('follow', { count: graded - openTurn })}</p>
      )}
    </div>
  )
}

type GradesProps = Omit<Grading, 'criteria'> & {
  criteria: readonly DeskCriterion[]
  turn: number
  of: number
  keysOn: boolean
}

/** The questions about one turn. Those that come later wait for those before them. */
function Grades({ criteria, turn, of, answers, open, keysOn, onAnswer }: GradesProps) {
  const t = useTranslations('answer')
  const id = useId()
  return criteria.map((criterion) => {
    const question = { criterion, turn }
    const choice = choiceOf(answers, question)
    const isOpen = open?.turn === turn && open.criterion.id === criterion.id
    const name = `${id}${criterion.id}`
    return (
      <div
        key={criterion.id}
        className={`mt-[0.9rem] border-s-2 ps-3 ${isOpen ? 'border-accent' : 'border-rule'}`}
        data-part="grade"
        data-open={isOpen || undefined}
      >
        <p id={name} className={`mb-[0.35rem] text-xs ${isOpen ? 'text-ink' : 'text-ink-3'}`}>
          {t('turn', { now: turn, of })}
          <span className={criteria.length > 1 ? '' : 'sr-only'}>
            : <bdi>{criterion.question}</bdi>
          </span>
        </p>
        <Scale
          isRow
          options={criterion.options}
          labelledBy={name}
          disabled={onAnswer === null || (choice === undefined && !isOpen)}
          keysOn={keysOn && isOpen}
          showsAnchors={isOpen}
          chosen={choice}
          onChoose={(index) => onAnswer?.(question, index)}
        />
      </div>
    )
  })
}

/**
 * Brings the turn that is graded next to where it is read, and the focus to it. Not the first: one reads from the top. After
 * a reload one goes on where one was.
 */
function useOpenTurn(open: number | null) {
  const list = useRef<HTMLDivElement>(null)
  const before = useRef<number | null>(1)
  useEffect(() => {
    if (before.current === open) return
    before.current = open
    const section = open === null ? null : list.current?.querySelector<HTMLElement>(`[data-turn="${open}"]`)
    section?.focus({ preventScroll: true })
    section?.scrollIntoView({ block: 'start' })
  }, [open])
  return list
}
