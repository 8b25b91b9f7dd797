import { useRef, useState } from 'react'
import type { Answer } from '@/lib/engine/schema'
import type { DeskPair, DeskStudy } from '@/lib/judgments/schema'
import { TOOLS } from './bar'
import { EarlierNote } from './earlier-note'
import { FlagPanel } from './flag-panel'
import { HurryPanel } from './hurry-panel'
import { ReasonPanel } from './reason-panel'
import type { Given } from './session-state'
import type { Reason, Said } from './submissions'
import { Tool } from './tool'
import { useDraft } from './use-draft'
import type { Question } from './use-haste'
import { useKeys } from './use-keys'
import { VerdictBar } from './verdict-bar'
import { useTranslations } from './words'

type Props = {
  study: DeskStudy
  pair: DeskPair
  /** The verdict given before, when one looks back at it. */
  given: Given | null
  disabled: boolean
  /** Whether the pair cannot be seen: then it can be set aside, but not judged. */
  isCovered?: boolean
  /** What is to be asked before a verdict is taken now. */
  ask?: () => Question | null
  /** Whether what was begun survives a reload. */
  keepsDrafts?: boolean
  keysOn: boolean
  isResting: () => boolean
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
  const { study, pair, given, disabled, isCovered = false, keepsDrafts = true, keysOn, isResting, rest } = props
  const { draft, keep, forget } = useDraft(
    { person: study.person, assignmentId: pair.assignmentId },
    given,
    keepsDrafts && !disabled,
  )
  const isRequired = study.rationale === 'REQUIRED'
  const [panel, setPanel] = useState<'reason' | 'flag' | null>(draft.rationale ? 'reason' : null)
  const [isMissing, setMissing] = useState(false)
  const [hurry, setHurry] = useState<Question | null>(null)
  const textarea = useRef<HTMLTextAreaElement>(null)
  const of = study.criteria.length
  const step = Math.min(draft.answers.length, of - 1)
  const criterion = study.criteria[step] ?? { id: '', question: '', options: [] }
  const isComplete = draft.answers.length === of

  const finish = (answers: Answer[]) => {
    if (isRequired && draft.rationale.trim() === '') {
      // The first time the panel asks for it; then it insists.
      setMissing(isComplete)
      keep({ ...draft, answers })
      setPanel('reason')
      requestAnimationFrame(() => textarea.current?.focus({ preventScroll: true }))
      return
    }
    const question = props.ask?.() ?? null
    setHurry(question)
    if (question) {
      // Keys rest, so that a double press is no answer.
      rest()
      return keep({ ...draft, answers })
    }
    forget()
    props.onVerdict({ ...draft, answers })
  }
  const choose = (index: number) => {
    const code = criterion.options[index]?.code
    if (!code || disabled || isCovered || isResting()) return
    const answers = [...draft.answers.slice(0, step), { criterion: criterion.id, turn: 0, choice: code }]
    if (answers.length === of) return finish(answers)
    rest()
    keep({ ...draft, answers })
  }
  const readOn = () => {
    setHurry(null)
    keep({ ...draft, answers: draft.answers.slice(0, -1) })
  }
  const undo = () => {
    setHurry(null)
    if (draft.answers.length > 0) keep({ ...draft, answers: draft.answers.slice(0, -1) })
    else props.onUndo?.()
  }
  const canUndo = draft.answers.length > 0 || props.onUndo !== null
  const toggleReason = () => {
    if (panel === 'reason') return setPanel(null)
    setPanel('reason')
    requestAnimationFrame(() => textarea.current?.focus({ preventScroll: true }))
  }
  const openFlag = props.onSetAside && (() => setPanel(panel === 'flag' ? null : 'flag'))
  useKeys(keysOn, {
    options: disabled || isCovered || panel === 'flag' ? 0 : criterion.options.length,
    onOption: choose,
    keys: {
      r: study.rationale === 'OFF' ? null : toggleReason,
      x: openFlag,
      z: canUndo ? undo : null,
      escape: panel === 'flag' ? () => setPanel(null) : hurry ? readOn : given ? props.onReturn : null,
    },
  })
  const said = isComplete ? draft.answers : given?.answers
  const chosen = said?.find((answer) => answer.criterion === criterion.id)?.choice
  return (
    <VerdictBar
      criterion={criterion}
      step={of > 1 ? { now: step + 1, of } : null}
      disabled={disabled || isCovered}
      keysOn={keysOn}
      chosen={chosen}
      onChoose={choose}
      tools={
        <div className={TOOLS} data-part="tools">
          {study.rationale !== 'OFF' && (
            <Tool name={t('reason')} shortcut={keysOn && 'R'} expanded={panel === 'reason'} onPress={toggleReason} />
          )}
          {openFlag && (
            <Tool name={t('flag')} shortcut={keysOn && 'X'} expanded={panel === 'flag'} onPress={openFlag} />
          )}
          {(study.reviseLast > 0 || of > 1) && (
            <Tool name={t('undo')} shortcut={keysOn && 'Z'} disabled={!canUndo} onPress={undo} />
          )}
        </div>
      }
    >
      {given && <EarlierNote asides={given.asides ?? 0} keysOn={keysOn} onReturn={props.onReturn} />}
      {hurry && <HurryPanel {...hurry} keysOn={keysOn} onReadOn={readOn} />}
      {panel === 'flag' && props.onSetAside && (
        <FlagPanel disabled={disabled} onSetAside={props.onSetAside} onCancel={() => setPanel(null)} />
      )}
      {panel === 'reason' && (
        <ReasonPanel
          ref={textarea}
          value={draft.rationale}
          isRequired={isRequired}
          isWaiting={isComplete}
          isMissing={isMissing && draft.rationale.trim() === ''}
          onChange={(rationale) => keep({ ...draft, rationale })}
          onSend={() => (isComplete ? finish(draft.answers) : textarea.current?.blur())}
          onClose={() => setPanel(null)}
        />
      )}
    </VerdictBar>
  )
}
