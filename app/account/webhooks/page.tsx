import type { Metadata } from 'next'
import { Frame } from '@/components/ui/frame'
import { Section } from '@/components/ui/section'
import { Prose, Standfirst } from '@/components/ui/text'
import { WebhookForm } from '@/components/webhooks/webhook-form'
import { WebhookTable } from '@/components/webhooks/webhook-table'
import { sitePageAccess } from '@/lib/server/page'
import { listAllStudies } from '@/lib/studies/list-studies'
import { listWebhooks } from '@/lib/webhooks/queries'
import { makeWebhook } from './actions'

export const metadata: Metadata = { title: 'Webhooks' }

export default async function WebhooksPage() {
  const access = await sitePageAccess('webhooks:manage')
  const [webhooks, studies] = await Promise.all([
    listWebhooks(access),
    listAllStudies(await sitePageAccess('studies:list')),
  ])
  const told = studies.filter(({ origin }) => origin === 'COLLECTED')
  return (
    <Frame crumbs={[{ label: 'Account', href: '/account' }, { label: 'Webhooks' }]} person={access.actor}>
      <h1>Webhooks</h1>
      <Standfirst>
        A webhook tells another program what happens in your studies: ids and counts, never an outcome, a text or a
        person.
      </Standfirst>
      <Section className="max-w-3xl" aria-labelledby="new">
        <h2 id="new">New webhook</h2>
        <WebhookForm studies={told.map(({ id, title }) => ({ id, title }))} make={makeWebhook} />
      </Section>
      <Section aria-labelledby="webhooks">
        <h2 id="webhooks">Your webhooks</h2>
        {webhooks.length === 0 ? <Prose>None yet.</Prose> : <WebhookTable webhooks={webhooks} />}
      </Section>
    </Frame>
  )
}
