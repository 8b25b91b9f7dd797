import type { Metadata } from 'next'
import { ChangeProvider } from '@/components/providers/change-provider'
import { Findings } from '@/components/providers/findings'
import { PriceForm } from '@/components/providers/price-form'
import { PriceTable } from '@/components/providers/price-table'
import { ProviderActs } from '@/components/providers/provider-acts'
import { KINDS, keyWords, USES } from '@/components/providers/provider-words'
import { TestForm } from '@/components/providers/test-form'
import { Frame } from '@/components/ui/frame'
import { Section } from '@/components/ui/section'
import { Standfirst } from '@/components/ui/text'
import { listPossibleUsers, readProvider } from '@/lib/providers/queries'
import { TEST_SECONDS } from '@/lib/providers/test-provider'
import { writtenPrices } from '@/lib/providers/written-prices'
import { gate, sitePageAccess } from '@/lib/server/page'
import { change, price, remove, switchTo, takePriceBack } from '../actions'

export const metadata: Metadata = { title: 'Provider' }

export default async function ProviderPage({ params }: PageProps<'/admin/providers/[providerId]'>) {
  const access = await sitePageAccess('providers:manage')
  const { providerId } = await params
  const [provider, people] = await Promise.all([
    gate(() => readProvider(access, providerId)),
    listPossibleUsers(access),
  ])
  const { id, name, kind, baseUrl, keyState, keyEnd, probe, probedAt, disabledAt, runs } = provider
  const { requestsPerMinute, tokensPerMinute, lanes, timeoutSeconds, use, users } = provider
  const models = [...new Set([...(probe?.tested ?? []).map(({ model }) => model), ...(probe?.models ?? [])])]
  const today = new Date().toISOString().slice(0, 10)
  const limits = { requestsPerMinute, tokensPerMinute, lanes, timeoutSeconds }
  const written = { name, kind, baseUrl, ...limits, use, userIds: users.map((user) => user.id) }
  return (
    <Frame
      crumbs={[{ label: 'Providers', href: '/admin/providers' }, { label: name }]}
      tag={disabledAt ? 'off' : undefined}
      person={access.actor}
    >
      <h1>{name}</h1>
      <Standfirst className="break-words">
        {KINDS[kind].name}, at {baseUrl}. Key: {keyWords(keyState, keyEnd)}. For: {USES[use].toLowerCase()}.
      </Standfirst>
      <Section aria-labelledby="test">
        <h2 id="test">Test</h2>
        <TestForm providerId={id} models={models} seconds={TEST_SECONDS} />
        <div className="mt-6">
          <Findings probe={probe} probedAt={probedAt} />
        </div>
      </Section>
      <Section aria-labelledby="prices">
        <h2 id="prices">Prices</h2>
        <PriceTable providerId={id} prices={writtenPrices(provider.prices, today)} remove={takePriceBack} />
        <PriceForm
          providerId={id}
          models={models}
          currency={provider.prices[0]?.currency ?? 'USD'}
          today={today}
          setPrice={price}
        />
      </Section>
      <Section aria-labelledby="settings">
        <h2 id="settings">Settings</h2>
        <ChangeProvider
          providerId={id}
          provider={written}
          keyState={keyState}
          keyEnd={keyEnd}
          people={people}
          change={change}
        />
      </Section>
      <Section aria-labelledby="use">
        <h2 id="use">Switch off, delete</h2>
        <ProviderActs provider={{ id, name, isOff: disabledAt !== null, runs }} switchTo={switchTo} remove={remove} />
      </Section>
    </Frame>
  )
}
