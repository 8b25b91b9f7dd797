import type { Metadata } from 'next'
import { Frame } from '@/components/ui/frame'
import { Standfirst } from '@/components/ui/text'
import { Wizard } from '@/components/upload/mapping/wizard'
import { sitePageAccess } from '@/lib/server/page'
import { listMappings } from '@/lib/uploads/mapping/kept-mappings'
import { listSetNames } from '@/lib/uploads/queries'
import { forget, keep } from './actions'

export const metadata: Metadata = { title: 'Bring any table' }

export default async function TablesPage() {
  const access = await sitePageAccess('imports:manage')
  const [kept, sets] = await Promise.all([listMappings(access), listSetNames(access)])
  return (
    <Frame
      crumbs={[{ label: 'Prompt sets', href: '/prompt-sets' }, { label: 'Bring any table' }]}
      person={access.actor}
    >
      <h1>Bring any table</h1>
      <Standfirst>
        Where Evenhand does not know a table, you say what its columns mean. It is checked before anything is written,
        and what you said is kept for the next file.
      </Standfirst>
      <Wizard kept={kept.map(({ id, mapping }) => ({ id, mapping }))} sets={sets} keep={keep} forget={forget} />
    </Frame>
  )
}
