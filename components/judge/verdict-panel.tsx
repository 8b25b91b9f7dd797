import { useRef, useState } from 'react'
import type { DeskStudy } from '@/lib/judgments/schema'
import type * as Panels from './panels'
import { choiceOf, type Question } from './questions'
import { ReasonPanel } from './reason-panel'
import { Scale } from './scale'
import { haveMeanings } from './scale-meanings'
import type { Given } from './session-state'
import { SideOptions } from './side-options'
import type { Reason, Said } from './submissions'
import type { Answers } from './use-answers'
import type { HastyQuestion } from './use-haste'
import { useKeys } from './use-keys'
import { useVerdict } from './use-verdict'
import { ASKED, VerdictBar } from './verdict-bar'
import { type OpenPanel, VerdictTools } from './verdict-tools'
import { useTranslations } from './words'

type Props = {
  study: DeskStudy
  answers: Answers
  /** The verdict given before, when one looks back at it. */
  given: Given | null
  disabled: boolean
  /** What comes when it is asked for; null until it is there. */
  panels: typeof Panels | null
  /** Whether the pair cannot be seen: then it can be set aside, but not judged. */
  isCovered?: boolean
  /** What is to be asked before a verdict is taken now. */
  ask?: () => HastyQuestion | null
  keysOn: boolean
  /** Keeps keys at rest for a moment, so that one press does not answer two questions. */
  rest: () => void
  onVerdict: (said: Said) => void
  onSetAside: ((reason: Reason) => void) | null
  /** To the verdict before; null where there is none that may be changed. */
  onUndo: (() => void) | null
  onReturn: () => void
}

/** Asks a study's questions about a pair, one after the other. Give it a key: each pair has its own, and once enabled. */
export function VerdictPanel(props: Props) {
  const t = useTranslations('verdict')
  const { study, answers, given, disabled, panels, isCovered = false, ask, keysOn, rest, onVerdict, onSetAside } = props
  const { questions, isByTurn, draft, write } = answers
  const [panel, setPanel] = useState<OpenPanel>(draft.rationale ? 'reason' : null)
  const textarea = useRef<HTMLTextAreaElement>(null)
  const isRequired = study.rationale === 'REQUIRED'
  const isLocked = disabled || isCovered
  const toReason = () => {
    setPanel('reason')
    requestAnimationFrame(() => textarea.current?.focus({ preventScroll: true }))
  }
  const verdict = useVerdict({
    ...{ answers, given, isLocked, isRequired, ask, rest, onVerdict },
    ...{ onReasonMissing: toReason, onUndo: props.onUndo },
  })
  const { question, isComplete, hurry, choose, undo } = verdict
  const options = question?.criterion.options ?? []
  const haveSides = study.protocol === 'COMPARISON'
  const toggle = (name: OpenPanel) => () => setPanel(panel === name ? null : name)
  const toggleReason = study.rationale === 'OFF' ? null : panel === 'reason' ? toggle('reason') : toReason
  const openFlag = onSetAside && toggle('flag')
  const openMeanings = haveMeanings(options) ? toggle('meanings') : null
  const closes = panel === 'flag' || panel === 'meanings' ? () => setPanel(null) : hurry ? verdict.readOn : null
  useKeys(keysOn, {
    options: isLocked || panel === 'flag' ? undefined : { count: options.length, haveSides },
    onOption: choose,
    keys: {
      r: toggleReason,
      x: openFlag,
      m: openMeanings,
      z: undo,
      enter: isByTurn && isComplete ? verdict.send : null,
      escape: closes ?? (given ? props.onReturn : null),
    },
  })
  const chosen = question ? choiceOf(isComplete ? draft.answers : (given?.answers ?? []), question) : undefined
  const Options = haveSides ? SideOptions : Scale
  return (
    <VerdictBar
      question={question?.criterion.question ?? t('allGraded')}
      step={useStep(questions, question)}
      options={
        question
          ? question.turn === 0 && (
              <Options {...{ options, keysOn, chosen }} labelledBy={ASKED} disabled={isLocked} onChoose={choose} />
            )
          : panels && (
              <panels.SendBar
                ofWhole={questions.filter(({ turn }) => turn === 0)}
                answers={draft.answers}
                keysOn={keysOn}
                disabled={isLocked || verdict.isUnchanged}
                onChange={verdict.backTo}
                onSend={verdict.send}
              />
            )
      }
      tools={
        <VerdictTools
          {...{ study, question, keysOn, panel }}
          takesBack={questions.length > 1}
          {...{ onMeanings: openMeanings, onReason: toggleReason, onFlag: openFlag, onUndo: undo }}
        />
      }
    >
      {panels && given && <panels.EarlierNote asides={given.asides ?? 0} keysOn={keysOn} onReturn={props.onReturn} />}
      {panels && hurry && <panels.HurryPanel {...hurry} keysOn={keysOn} onReadOn={verdict.readOn} />}
      {panels && panel === 'flag' && onSetAside && (
        <panels.FlagPanel disabled={disabled} onSetAside={onSetAside} onCancel={() => setPanel(null)} />
      )}
      {panels && panel === 'meanings' && <panels.MeaningsPanel options={options} />}
      {panel === 'reason' && (
        <ReasonPanel
          {...{ ref: textarea, value: draft.rationale, isRequired, isMissing: verdict.isMissing }}
          isWaiting={isComplete && !isByTurn}
          onChange={write}
          onSend={() => (isComplete ? verdict.send() : textarea.current?.blur())}
          onClose={() => setPanel(null)}
        />
      )}
    </VerdictBar>
  )
}

/** Where one is among several questions: at which turn, or at which of those about the whole. */
function useStep(questions: readonly Question[], question: Question | null): string | null {
  const t = useTranslations('verdict')
  if (!question || questions.length < 2) return null
  const turns = questions.findLast(({ turn }) => turn > 0)?.turn ?? 0
  if (question.turn > 0) return t('turn', { now: question.turn, of: turns })
  const ofWhole = questions.filter(({ turn }) => turn === 0)
  const step = ofWhole.length > 1 ? t('step', { now: ofWhole.indexOf(question) + 1, of: ofWhole.length }) : ''
  return turns > 0 ? [t('whole'), step].filter(Boolean).join(' · ') : step
}
