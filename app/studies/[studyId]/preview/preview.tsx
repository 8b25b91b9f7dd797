'use client'

import Link from 'next/link'
import { useEffect, useRef, useState } from 'react'
import { Cover } from '@/components/judge/cover'
import { DeskFrame } from '@/components/judge/desk-frame'
import { PairView } from '@/components/judge/pair-view'
import * as panels from '@/components/judge/panels'
import { Acts, RestPage, RestText } from '@/components/judge/rest-page'
import { type OpenSheet, Sheets } from '@/components/judge/sheets'
import { Strip } from '@/components/judge/strip'
import type { Said } from '@/components/judge/submissions'
import { Tool } from '@/components/judge/tool'
import { endsOf, gradingOf, useAnswers } from '@/components/judge/use-answers'
import { useCover } from '@/components/judge/use-cover'
import { useHaste } from '@/components/judge/use-haste'
import { useKeys, useKeysSetting } from '@/components/judge/use-keys'
import { VerdictPanel } from '@/components/judge/verdict-panel'
import { button } from '@/components/ui/button-look'
import type { DeskPair, DeskStudy } from '@/lib/judgments/schema'

/** `index` runs through practice first; `count` is without it, as on the desk. */
type Props = { study: DeskStudy; pair: DeskPair | null; practice: number; count: number; index: number }

/** The judging screen as annotators will see it, for whoever designs the study. Verdicts go nowhere. */
export function Preview({ study, pair, practice, count, index }: Props) {
  const [given, setGiven] = useState<Said | null>(null)
  const [sheet, setSheet] = useState<OpenSheet>(null)
  const [keysOn, setKeysOn] = useKeysSetting(study.person)
  const [ready, setReady] = useState(false)
  const heading = useRef<HTMLHeadingElement>(null)
  const isPractice = index < practice
  const one = study.protocol === 'RATING' ? 'response' : 'pair'
  const now = isPractice ? index + 1 : index - practice + 1
  const shownAt = useRef(0)
  useEffect(() => {
    setReady(true)
    shownAt.current = performance.now()
  }, [])
  const { isCovered, uncover } = useCover(pair, study.person)
  const before = pair && given && { pair, submissionKey: '', ...given }
  const key = `${ready} ${given ? 'given' : ''}`
  const answers = useAnswers({
    ...{ study, pair, given: before, key, disabled: !ready, isKept: false },
    ...{ isResting: () => false, rest: () => {} },
  })
  const seen = () => performance.now() - shownAt.current
  const haste = useHaste(study, pair?.assignmentId ?? null, heading, seen, endsOf(pair, answers))
  const show = () => {
    uncover()
    haste.uncovered()
  }
  useKeys(keysOn, {
    keys: { i: study.instructionsHtml ? () => setSheet('instructions') : null, '?': () => setSheet('keys') },
  })
  return (
    <DeskFrame language="en">
      <Strip
        title={study.title}
        position={pair && { now, total: isPractice ? practice : count }}
        judged={isPractice ? 0 : now - 1}
        total={pair && count}
        status={
          <strong className="mr-4 whitespace-nowrap text-caution max-sm:mr-[0.4rem]">
            Preview<span className="max-tools:hidden">: nothing is recorded</span>
          </strong>
        }
      >
        {study.instructionsHtml && <Tool name="Instructions" onPress={() => setSheet('instructions')} />}
        <Tool name="Keys" onPress={() => setSheet('keys')} wide />
        <Link className={button({ look: 'plain' })} href={`/studies/${study.studyId}`}>
          Leave
        </Link>
      </Strip>
      {pair ? (
        <PairView
          pair={pair}
          framing={study.framing}
          title={isPractice ? `Preview of practice ${now} of ${practice}` : `Preview of ${one} ${now} of ${count}`}
          keysOn={keysOn}
          raw={null}
          scrolling="page"
          headingRef={heading}
          grading={gradingOf(study, answers, null, !ready || isCovered)}
          cover={isCovered && <Cover keysOn={keysOn} onShow={show} onUnsafe={null} />}
        />
      ) : (
        <NothingToShow studyId={study.studyId} count={practice + count} one={one} />
      )}
      {pair && (
        <>
          <div className="flex flex-wrap items-center gap-x-4 gap-y-1 border-t border-rule px-(--edge) py-[0.35rem] text-sm text-ink-2">
            <p role="status">{given && `Would record, as presented: ${wouldRecord(study, given)}.`}</p>
            <Steps index={index} count={practice + count} one={one} />
          </div>
          <VerdictPanel
            study={study}
            answers={answers}
            given={before}
            key={key}
            disabled={!ready}
            panels={panels}
            isCovered={isCovered}
            {...(!given && { ask: haste.question })}
            keysOn={keysOn}
            rest={() => {}}
            onVerdict={setGiven}
            onSetAside={null}
            onUndo={null}
            onReturn={() => setGiven(null)}
          />
        </>
      )}
      <Sheets study={study} open={sheet} onClose={() => setSheet(null)} keysOn={keysOn} setKeysOn={setKeysOn} />
    </DeskFrame>
  )
}

function wouldRecord({ criteria }: DeskStudy, { answers, rationale }: Said): string {
  const recorded = answers.map(({ criterion, turn, choice }) => {
    const option = criteria.find(({ id }) => id === criterion)?.options.find(({ code }) => code === choice)
    return `${turn > 0 ? `turn ${turn}: ` : ''}${choice} “${option?.label}”`
  })
  return [...recorded, rationale && 'a reason'].filter(Boolean).join(', ')
}

function Steps({ index, count, one }: { index: number; count: number; one: string }) {
  return (
    <nav className="-mr-[0.4rem] ml-auto flex gap-2" aria-label={`Previous and next ${one}`}>
      {index > 0 && (
        <Link className={button({ look: 'plain' })} href={`?pair=${index}`}>
          Previous {one}
        </Link>
      )}
      {index + 1 < count && (
        <Link className={button({ look: 'plain' })} href={`?pair=${index + 2}`}>
          Next {one}
        </Link>
      )}
    </nav>
  )
}

function NothingToShow({ studyId, count, one }: { studyId: string; count: number; one: string }) {
  return (
    <RestPage>
      <h1>{count === 0 ? 'Nothing to preview yet' : `There is no such ${one}`}</h1>
      <RestText>
        {count === 0 ? 'Choose a prompt set and the systems, then look again.' : `This study has ${count} ${one}s.`}
      </RestText>
      <Acts>
        <Link className={button({ look: 'primary' })} href={count === 0 ? `/studies/${studyId}/design` : '?pair=1'}>
          {count === 0 ? 'To the design' : `To the first ${one}`}
        </Link>
      </Acts>
    </RestPage>
  )
}
