import Link from 'next/link'
import { ScrollX } from '@/components/ui/scroll-x'
import { Table } from '@/components/ui/table'
import { count } from '@/lib/numbers/count'
import type { WebhookRow } from '@/lib/webhooks/queries'
import { stateOf } from './words'

/** Webhooks: whom they tell, of what, and how they stand. */
export function WebhookTable({ webhooks }: { webhooks: WebhookRow[] }) {
  return (
    <ScrollX label="Table of webhooks">
      <Table>
        <thead>
          <tr>
            <th scope="col">Tells</th>
            <th scope="col">At</th>
            <th scope="col">Of</th>
            <th scope="col">Studies</th>
            <th scope="col">State</th>
          </tr>
        </thead>
        <tbody>
          {webhooks.map((webhook) => (
            <tr key={webhook.id}>
              <th scope="row">
                <Link href={`/account/webhooks/${webhook.id}`}>{webhook.name}</Link>
              </th>
              <td className="break-all">{new URL(webhook.url).host}</td>
              <td className="whitespace-nowrap">{count(webhook.events.length, 'event', 'events')}</td>
              <td className="whitespace-nowrap">
                {webhook.studyIds.length === 0 ? 'all' : count(webhook.studyIds.length, 'study', 'studies')}
              </td>
              <td>{stateOf(webhook)}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </ScrollX>
  )
}
