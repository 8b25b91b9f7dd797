import type { Metadata } from 'next'
import { AddProvider } from '@/components/providers/add-provider'
import { ProviderTable } from '@/components/providers/provider-table'
import { TryLocalModel } from '@/components/providers/try-local-model'
import { Frame } from '@/components/ui/frame'
import { Section } from '@/components/ui/section'
import { Prose, Standfirst } from '@/components/ui/text'
import { LOCAL_MODEL, mayAskHere } from '@/lib/providers/local-model'
import { listPossibleUsers, listProviders } from '@/lib/providers/queries'
import { sitePageAccess } from '@/lib/server/page'
import { create } from './actions'

export const metadata: Metadata = { title: 'Providers' }

export default async function ProvidersPage() {
  const access = await sitePageAccess('providers:manage')
  const [providers, people] = await Promise.all([listProviders(access), listPossibleUsers(access)])
  return (
    <Frame crumbs={[{ label: 'Providers' }]} person={access.actor}>
      <h1>Providers</h1>
      <Standfirst>Where language models are asked that judge in studies.</Standfirst>
      <Section aria-labelledby="there">
        <h2 id="there">Your providers</h2>
        {providers.length === 0 ? <NoneYet isAllowed={mayAskHere()} /> : <ProviderTable providers={providers} />}
      </Section>
      {providers.length === 0 && (
        <Section aria-labelledby="local">
          <h2 id="local">Try a local model</h2>
          <TryLocalModel local={LOCAL_MODEL} isAllowed={mayAskHere()} create={create} />
        </Section>
      )}
      <Section aria-labelledby="add">
        <h2 id="add">Add a provider</h2>
        <AddProvider people={people} create={create} />
      </Section>
    </Frame>
  )
}

function NoneYet({ isAllowed }: { isAllowed: boolean }) {
  return (
    <>
      <Prose>
        There is none yet, so only people can judge. A provider is a service that you have a key for, or a server of
        your own: whatever speaks as OpenAI does serves, such as llama.cpp, Ollama or vLLM, and needs neither a key nor
        money.
      </Prose>
      <Prose className="mt-3">
        What is sent are prompts and responses of the studies that a model judges, without names of their systems.
        {!isAllowed && (
          <>
            {' '}
            To ask a server on this machine or in its network, start Evenhand with{' '}
            <code>MODEL_PRIVATE_ADDRESSES=true</code>.
          </>
        )}
      </Prose>
    </>
  )
}
