import type { Metadata } from 'next'
import Link from 'next/link'
import { Frame } from '@/components/ui/frame'
import { TERMS } from '@/components/ui/help-terms'
import { Section } from '@/components/ui/section'
import { Standfirst } from '@/components/ui/text'
import { sitePageAccess } from '@/lib/server/page'
import { WORDS } from './words'

export const metadata: Metadata = { title: 'Words' }

const LIST = 'mt-5 max-w-4xl border-t-[1.5px] border-ink'
const ENTRY = 'grid grid-cols-[12rem_minmax(0,1fr)] gap-x-8 border-b border-rule py-[0.7rem] text-sm max-sm:grid-cols-1'

/** What our words mean, and what each statistic says: help marks lead here. */
export default async function WordsPage() {
  const { actor } = await sitePageAccess('studies:list')
  return (
    <Frame crumbs={[{ label: 'Studies', href: '/' }, { label: 'Words' }]} person={actor}>
      <h1>Words</h1>
      <Standfirst>One word for each thing, the same on every page and in every file.</Standfirst>
      <Section aria-labelledby="study-words">
        <h2 id="study-words">Of a study</h2>
        <dl className={LIST}>
          {WORDS.map(([word, means]) => (
            <div key={word} className={ENTRY}>
              <dt className="font-semibold">{word}</dt>
              <dd>{means}</dd>
            </div>
          ))}
        </dl>
      </Section>
      <Section aria-labelledby="statistics">
        <h2 id="statistics">Of statistics</h2>
        <dl className={LIST}>
          {Object.entries(TERMS).map(([id, { name, says, worry }]) => (
            <div key={id} id={id} className={ENTRY}>
              <dt className="font-semibold">{name}</dt>
              <dd>
                {says} {worry}
              </dd>
            </div>
          ))}
        </dl>
        <p className="mt-4">
          <Link href="/statistics">How these numbers are checked</Link>
        </p>
      </Section>
    </Frame>
  )
}
