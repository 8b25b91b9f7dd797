import Link from 'next/link'
import { Disclosure } from '@/components/ui/disclosure'
import { Notice } from '@/components/ui/notice'
import type { PutIn } from '@/lib/rehearsals/queries'

/** Stands on every page of a simulated study: nobody judged what it shows. */
export function RehearsalNotice({ rehearsal }: { rehearsal: PutIn | null }) {
  return (
    <div className="mb-8 border-y border-rule py-3">
      <Notice kind="caution">
        <strong>Simulated.</strong> Nobody judged anything here: verdicts were drawn at random around made-up strengths.
        {rehearsal && (
          <>
            {' '}
            It rehearses <Link href={`/studies/${rehearsal.of.id}/design#rehearsals`}>{rehearsal.of.title}</Link>, where
            you can discard it.
            <Disclosure label="What was put in" isPlain>
              <WhatWasPutIn {...rehearsal} />
            </Disclosure>
          </>
        )}
      </Notice>
    </div>
  )
}

const percent = (share: number) => `${Math.round(share * 100)}%`

function WhatWasPutIn({ settings, strengths }: PutIn) {
  const { seconds, hasSloppy } = settings
  return (
    <>
      <p>
        {temperWords(settings)}, {seconds} seconds a judgment{hasSloppy && ', one sloppy annotator'}.
      </p>
      <p>
        {settings.protocol === 'RATING'
          ? 'Strengths in standard deviations of a system’s responses'
          : 'Strengths in log odds, so that a difference of 1 wins 73% of skilled, decided verdicts'}
        : {strengths.map(({ name, strength }) => `${name} ${signed(strength)}`).join(', ')}.
      </p>
    </>
  )
}

function temperWords(settings: PutIn['settings']): string {
  if (settings.protocol === 'RATING')
    return `Severity of annotators ${percent(settings.severity)}, noise ${percent(settings.noise)} of how far a system’s responses lie apart`
  const { skill, leftBias, tieRate } = settings
  return `Skill ${percent(skill)}, bias to the left ${percent(leftBias)}, ties ${percent(tieRate)} between even systems`
}

function signed(strength: number): string {
  return strength < 0 ? `−${(-strength).toFixed(2)}` : `+${strength.toFixed(2)}`
}
