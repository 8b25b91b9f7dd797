import type { Metadata } from 'next'
import { AddName } from '@/components/names/add-name'
import { BuiltIn } from '@/components/names/built-in'
import { ListedTable } from '@/components/names/listed-table'
import { Frame } from '@/components/ui/frame'
import { Section } from '@/components/ui/section'
import { Standfirst } from '@/components/ui/text'
import { BUILT_IN } from '@/lib/names/built-in'
import { listNames } from '@/lib/names/word-list'
import { sitePageAccess } from '@/lib/server/page'
import { add, remove } from './actions'

export const metadata: Metadata = { title: 'Names' }

export default async function NamesPage() {
  const access = await sitePageAccess('names:manage')
  const listed = await listNames(access)
  return (
    <Frame crumbs={[{ label: 'Names' }]} person={access.actor}>
      <h1>Names</h1>
      <Standfirst>
        Responses are looked through for these words when they are uploaded and before a study opens, so that none tells
        annotators who made it. A study’s own systems are looked for besides.
      </Standfirst>
      <Section aria-labelledby="listed">
        <h2 id="listed">Your list</h2>
        <ListedTable listed={listed} remove={remove} />
        <AddName add={add} />
      </Section>
      <Section aria-labelledby="built-in">
        <h2 id="built-in">Built in</h2>
        <BuiltIn words={BUILT_IN} />
      </Section>
    </Frame>
  )
}
