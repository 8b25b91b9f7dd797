import type { Metadata } from 'next'
import { Frame } from '@/components/ui/frame'
import { Standfirst } from '@/components/ui/text'
import { JudgmentFiles } from '@/components/upload/finished/judgment-files'
import { PairFormats } from '@/components/upload/pairs/pair-formats'
import { sitePageAccess } from '@/lib/server/page'
import { PAIR_FORMATS } from '@/lib/uploads/judgments/formats'
import { discardPairs } from './actions'

export const metadata: Metadata = { title: 'Bring in pairs' }

export default async function PairsPage() {
  const { actor } = await sitePageAccess('imports:manage')
  return (
    <Frame crumbs={[{ label: 'Prompt sets', href: '/prompt-sets' }, { label: 'Bring in pairs' }]} person={actor}>
      <h1>Bring in pairs</h1>
      <Standfirst>
        Prompts with two or more responses each, such as preference data. They become a prompt set with the responses of
        all their systems, so that people can judge exactly these.
      </Standfirst>
      <JudgmentFiles addTo={null} holds="PAIRS" discard={discardPairs} />
      <PairFormats names={PAIR_FORMATS.map(({ name }) => name)} />
    </Frame>
  )
}
