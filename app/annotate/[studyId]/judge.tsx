'use client'

import { useEffect, useRef, useState } from 'react'
import { Key } from '@/components/judge/key'
import { Notices } from '@/components/judge/notices'
import { PairView } from '@/components/judge/pair-view'
import { RestScreen } from '@/components/judge/rest-screen'
import { SavedStatus } from '@/components/judge/saved-status'
import { position, restOf } from '@/components/judge/session'
import { type OpenSheet, Sheets } from '@/components/judge/sheets'
import { Strip } from '@/components/judge/strip'
import { useKeys, useKeysSetting } from '@/components/judge/use-keys'
import { usePair } from '@/components/judge/use-pair'
import { useSession } from '@/components/judge/use-session'
import { VerdictBar } from '@/components/judge/verdict-bar'
import type { DeskState, DeskStudy } from '@/lib/judgments/schema'

type Props = { study: DeskStudy; desk: DeskState }

/** One sitting: a pair, a verdict, the next pair at once. */
export function Judge({ study, desk }: Props) {
  const { session, judge, dismiss, tryAgain, leave } = useSession(study, desk)
  const [sheet, setSheet] = useState<OpenSheet>(null)
  const [keysOn, setKeysOn] = useKeysSetting()
  const prompt = useRef<HTMLDetailsElement>(null)
  const pair = session.queue[0] ?? null
  const { heading, isResting, timing } = usePair(pair?.assignmentId ?? null)
  const rest = restOf(session)
  const now = position(session)
  const where = session.total === null ? String(now) : `${now} of ${session.total}`

  const choose = (code: string | undefined) => {
    if (code && pair && session.ready && !isResting()) judge(pair.assignmentId, code, timing())
  }
  const toggleQuestion = () => {
    if (prompt.current) prompt.current.open = !prompt.current.open
  }
  useKeys(keysOn, {
    options: session.ready && pair ? study.options.length : 0,
    onOption: (index) => choose(study.options[index]?.code),
    onQuestion: toggleQuestion,
    onInstructions: () => study.instructionsHtml && setSheet('instructions'),
    onHelp: () => setSheet('keys'),
  })
  useEffect(() => {
    document.title = `${rest ? '' : `${where} · `}${study.title}`
  }, [rest, where, study.title])

  const signInHref = `/sign-in?next=${encodeURIComponent(`/annotate/${study.studyId}`)}`
  const common = { session, signInHref, onLeave: leave }
  return (
    <div className="desk">
      {pair && (
        <a className="skip" href="#verdict">
          Go to the verdict
        </a>
      )}
      <Strip
        title={study.title}
        position={rest ? null : { now, total: session.total }}
        judged={session.judged + session.unsent.length}
        total={session.total}
        status={<SavedStatus session={session} />}
      >
        {study.instructionsHtml && (
          <Tool name="Instructions" shortcut={keysOn && 'I'} onPress={() => setSheet('instructions')} />
        )}
        <Tool name="Keys" shortcut={keysOn && '?'} onPress={() => setSheet('keys')} wide />
        <a className="btn plain" href="/">
          Leave
        </a>
      </Strip>
      <Notices {...common} onDismiss={dismiss} />
      {pair && (
        <PairView
          key={pair.assignmentId}
          pair={pair}
          framing={study.framing}
          title={`Judge ${where}`}
          keysOn={keysOn}
          headingRef={heading}
          promptRef={prompt}
        />
      )}
      {rest && <RestScreen key={rest} rest={rest} {...common} onTryAgain={tryAgain} />}
      {pair && <VerdictBar {...study} disabled={!session.ready} keysOn={keysOn} onChoose={choose} />}
      <Sheets study={study} open={sheet} onClose={() => setSheet(null)} keysOn={keysOn} setKeysOn={setKeysOn} />
    </div>
  )
}

type ToolProps = { name: string; shortcut: string | false; onPress: () => void; wide?: boolean }

/** A quiet button of the strip; `wide` ones are for screens with a keyboard. */
function Tool({ name, shortcut, onPress, wide = false }: ToolProps) {
  return (
    <button
      type="button"
      className={wide ? 'btn plain disp' : 'btn plain'}
      onClick={onPress}
      aria-keyshortcuts={shortcut || undefined}
    >
      {name} {shortcut && <Key>{shortcut}</Key>}
    </button>
  )
}
