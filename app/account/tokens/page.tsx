import type { Metadata } from 'next'
import { TokenForm } from '@/components/people/token-form'
import { TokenTable } from '@/components/people/token-table'
import { Frame } from '@/components/ui/frame'
import { Section } from '@/components/ui/section'
import { Prose, Standfirst } from '@/components/ui/text'
import { sitePageAccess } from '@/lib/server/page'
import { listAllStudies } from '@/lib/studies/list-studies'
import { listTokens } from '@/lib/tokens/queries'
import { endToken, makeToken } from './actions'

export const metadata: Metadata = { title: 'Tokens' }

export default async function TokensPage() {
  const access = await sitePageAccess('tokens:manage')
  const [tokens, studies] = await Promise.all([
    listTokens(access),
    listAllStudies(await sitePageAccess('studies:list')),
  ])
  return (
    <Frame crumbs={[{ label: 'Account', href: '/account' }, { label: 'Tokens' }]} person={access.actor}>
      <h1>Tokens</h1>
      <Standfirst>
        A token lets a script do what you may do here, as far as you allow it. Whoever has it acts in your name.
      </Standfirst>
      <Section className="max-w-3xl" aria-labelledby="new">
        <h2 id="new">New token</h2>
        <TokenForm studies={studies.map(({ id, title }) => ({ id, title }))} make={makeToken} />
      </Section>
      <Section aria-labelledby="tokens">
        <h2 id="tokens">Your tokens</h2>
        {tokens.length === 0 ? <Prose>None yet.</Prose> : <TokenTable tokens={tokens} revoke={endToken} />}
      </Section>
    </Frame>
  )
}
