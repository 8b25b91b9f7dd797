import type { Metadata } from 'next'
import { moment } from '@/components/ui/dates'
import { Frame } from '@/components/ui/frame'
import { Notice } from '@/components/ui/notice'
import { Section } from '@/components/ui/section'
import { Note, Prose, Standfirst } from '@/components/ui/text'
import { ActButton } from '@/components/webhooks/act-button'
import { DeliveryTable } from '@/components/webhooks/delivery-table'
import { WebhookActs } from '@/components/webhooks/webhook-acts'
import { OFF } from '@/components/webhooks/words'
import { gate, sitePageAccess } from '@/lib/server/page'
import { listDeliveries, readWebhook, type WebhookRow } from '@/lib/webhooks/queries'
import { WebhookKey } from '@/lib/webhooks/schema'
import { makeSecret, removeWebhook, replayWebhook, testWebhook, turnWebhook } from '../actions'

export const metadata: Metadata = { title: 'Webhook' }

const SHOWN = 100

export default async function WebhookPage({ params }: PageProps<'/account/webhooks/[webhookId]'>) {
  const access = await sitePageAccess('webhooks:manage')
  const webhookId = WebhookKey.safeParse(await params).data?.webhookId ?? ''
  const [webhook, deliveries] = await gate(() =>
    Promise.all([readWebhook(access, webhookId), listDeliveries(access, webhookId, { limit: SHOWN })]),
  )
  const isOn = webhook.disabledAt === null
  const again = (deliveryId: string) => replayWebhook.bind(null, { webhookId, deliveryId })
  const crumbs = [
    { label: 'Account', href: '/account' },
    { label: 'Webhooks', href: '/account/webhooks' },
    { label: webhook.name },
  ]
  return (
    <Frame crumbs={crumbs} person={access.actor}>
      <h1>{webhook.name}</h1>
      <Standfirst className="break-all">{webhook.url}</Standfirst>
      <Standing {...webhook} />
      <Section aria-labelledby="acts">
        <h2 id="acts">What it is told</h2>
        <Prose className="mb-4">{webhook.events.join(', ')}</Prose>
        <div className="mb-4 flex flex-wrap items-center gap-[0.6rem]">
          {isOn && <ActButton label="Send a test" act={testWebhook.bind(null, { webhookId })} />}
          <ActButton
            label={isOn ? 'Switch off' : 'Switch on'}
            act={turnWebhook.bind(null, { webhookId, isOn: !isOn })}
          />
        </div>
        <WebhookActs webhookId={webhookId} renew={makeSecret} remove={removeWebhook} />
      </Section>
      <Section aria-labelledby="messages">
        <h2 id="messages">Messages</h2>
        {deliveries.length === 0 ? (
          <Prose>None yet.</Prose>
        ) : (
          <DeliveryTable deliveries={deliveries} sendAgain={isOn ? again : null} />
        )}
        {isOn && deliveries.some(({ state }) => state === 'FAILED') && (
          <div className="mt-4">
            <ActButton label="Send all again that were given up" act={replayWebhook.bind(null, { webhookId })} />
          </div>
        )}
        <Note className="mt-4">Messages are kept for thirty days. The last {SHOWN} are shown.</Note>
      </Section>
    </Frame>
  )
}

function Standing({ disabledAt, disabledWhy, failingSince }: WebhookRow) {
  if (disabledAt && disabledWhy)
    return (
      <Notice kind="caution" className="mt-4">
        It was {OFF[disabledWhy]}, {moment(disabledAt)}. Of what happens meanwhile it is told nothing.
      </Notice>
    )
  if (!failingSince) return null
  return (
    <Notice kind="caution" className="mt-4">
      Nothing has arrived since {moment(failingSince)}. After five days it is switched off.
    </Notice>
  )
}
