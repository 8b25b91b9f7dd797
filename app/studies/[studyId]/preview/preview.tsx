'use client'

import Link from 'next/link'
import { useEffect, useRef, useState } from 'react'
import { PairView } from '@/components/judge/pair-view'
import { type OpenSheet, Sheets } from '@/components/judge/sheets'
import { Strip } from '@/components/judge/strip'
import { useKeys, useKeysSetting } from '@/components/judge/use-keys'
import { VerdictBar } from '@/components/judge/verdict-bar'
import type { DeskPair, DeskStudy } from '@/lib/judgments/schema'

type Props = { study: DeskStudy; pair: DeskPair | null; count: number; index: number }

/** The judging screen as annotators will see it, for whoever designs the study. Verdicts go nowhere. */
export function Preview({ study, pair, count, index }: Props) {
  const [chosen, setChosen] = useState<string | null>(null)
  const [sheet, setSheet] = useState<OpenSheet>(null)
  const [keysOn, setKeysOn] = useKeysSetting()
  const [ready, setReady] = useState(false)
  const prompt = useRef<HTMLDetailsElement>(null)
  useEffect(() => setReady(true), [])
  useKeys(keysOn, {
    options: pair ? study.options.length : 0,
    onOption: (option) => setChosen(study.options[option]?.code ?? null),
    onQuestion: () => {
      if (prompt.current) prompt.current.open = !prompt.current.open
    },
    onInstructions: () => study.instructionsHtml && setSheet('instructions'),
    onHelp: () => setSheet('keys'),
  })
  const recorded = study.options.find(({ code }) => code === chosen)
  return (
    <div className="desk">
      <Strip
        title={study.title}
        position={pair && { now: index + 1, total: count }}
        judged={index}
        total={pair && count}
        status={
          <strong className="saved mark">
            <span>
              Preview<span className="long">: nothing is recorded</span>
            </span>
          </strong>
        }
      >
        {study.instructionsHtml && (
          <button type="button" className="btn plain" onClick={() => setSheet('instructions')}>
            Instructions
          </button>
        )}
        <button type="button" className="btn plain disp" onClick={() => setSheet('keys')}>
          Keys
        </button>
        <Link className="btn plain" href={`/studies/${study.studyId}`}>
          Leave
        </Link>
      </Strip>
      {pair ? (
        <PairView
          pair={pair}
          framing={study.framing}
          title={`Preview of pair ${index + 1} of ${count}`}
          keysOn={keysOn}
          headingRef={null}
          promptRef={prompt}
        />
      ) : (
        <NothingToShow studyId={study.studyId} count={count} />
      )}
      {pair && (
        <VerdictBar {...study} disabled={!ready} keysOn={keysOn} chosen={chosen ?? ''} onChoose={setChosen}>
          <p className="would" role="status">
            {recorded && `Would record ${recorded.code}: “${recorded.label}”, as presented.`}
          </p>
          <Steps index={index} count={count} />
        </VerdictBar>
      )}
      <Sheets study={study} open={sheet} onClose={() => setSheet(null)} keysOn={keysOn} setKeysOn={setKeysOn} />
    </div>
  )
}

function Steps({ index, count }: { index: number; count: number }) {
  return (
    <nav className="tools" aria-label="Pairs">
      {index > 0 && (
        <Link className="btn plain" href={`?pair=${index}`}>
          Previous pair
        </Link>
      )}
      {index + 1 < count && (
        <Link className="btn plain" href={`?pair=${index + 2}`}>
          Next pair
        </Link>
      )}
    </nav>
  )
}

function NothingToShow({ studyId, count }: { studyId: string; count: number }) {
  return (
    <main className="rest">
      <h1>{count === 0 ? 'Nothing to preview yet' : 'There is no such pair'}</h1>
      <p className="prose">
        {count === 0
          ? 'Choose a prompt set, the focal system and a baseline, then look again.'
          : `This study has ${count} pairs.`}
      </p>
      <div className="row">
        <Link className="btn primary" href={count === 0 ? `/studies/${studyId}/design` : '?pair=1'}>
          {count === 0 ? 'To the design' : 'To the first pair'}
        </Link>
      </div>
    </main>
  )
}
