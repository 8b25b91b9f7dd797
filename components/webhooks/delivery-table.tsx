import { moment } from '@/components/ui/dates'
import { Disclosure } from '@/components/ui/disclosure'
import { ScrollX } from '@/components/ui/scroll-x'
import { ActionsCell, NumberCell, Table } from '@/components/ui/table'
import type { Answer } from '@/lib/server/action'
import type { DeliveryRow } from '@/lib/webhooks/queries'
import { ActButton } from './act-button'

type Props = {
  deliveries: DeliveryRow[]
  /** Sends one again; null while the webhook is off. */
  sendAgain: ((deliveryId: string) => () => Promise<Answer<unknown>>) | null
}

/** What was sent to a webhook, and what was answered. */
export function DeliveryTable({ deliveries, sendAgain }: Props) {
  return (
    <ScrollX label="Table of messages">
      <Table>
        <thead>
          <tr>
            <th scope="col">Event</th>
            <th scope="col">When</th>
            <th scope="col">State</th>
            <NumberCell scope="col" as="th">
              Tries
            </NumberCell>
            <NumberCell scope="col" as="th">
              Took
            </NumberCell>
            <th scope="col">Answer</th>
            <ActionsCell scope="col" as="th">
              <span className="sr-only">Actions</span>
            </ActionsCell>
          </tr>
        </thead>
        <tbody>
          {deliveries.map((delivery) => (
            <tr key={delivery.id}>
              <th scope="row" className="whitespace-nowrap font-mono">
                {delivery.type}
              </th>
              <td className="whitespace-nowrap">{moment(delivery.createdAt)}</td>
              <td>{stateOf(delivery)}</td>
              <NumberCell>{delivery.tries}</NumberCell>
              <NumberCell>{delivery.ms === null ? '–' : `${delivery.ms.toLocaleString('en')} ms`}</NumberCell>
              <td className="min-w-48">
                <Answered {...delivery} />
              </td>
              <ActionsCell>
                {sendAgain && delivery.state !== 'WAITING' && (
                  <ActButton label="Send again" look="link" act={sendAgain(delivery.id)} />
                )}
              </ActionsCell>
            </tr>
          ))}
        </tbody>
      </Table>
    </ScrollX>
  )
}

function stateOf({ state, tries, nextAt }: DeliveryRow): string {
  if (state === 'DELIVERED') return 'arrived'
  if (state === 'FAILED') return 'given up'
  return tries === 0 ? 'on its way' : `again ${moment(nextAt)}`
}

function Answered({ status, problem, answer }: DeliveryRow) {
  const words = [status, problem].filter((part) => part !== null).join(': ') || '–'
  if (!answer) return words
  return (
    <Disclosure label={words} isPlain>
      <pre className="max-h-48 overflow-auto text-xs/normal break-all whitespace-pre-wrap">{answer}</pre>
    </Disclosure>
  )
}
