'use client'

import { useRouter } from 'next/navigation'
import { ConfirmButton } from '@/components/ui/confirm-button'
import { FocusHome } from '@/components/ui/focus-home'
import { ScrollX } from '@/components/ui/scroll-x'
import { ActionsCell, NumberCell, Table } from '@/components/ui/table'
import { Note, Prose } from '@/components/ui/text'
import type { Answer } from '@/lib/server/action'

/** A price as it is written, for a million tokens. */
export type PriceRow = {
  id: string
  model: string
  from: string
  currency: string
  input: string
  cachedInput: string | null
  output: string
  /** Whether a later one has taken its place, or its day is still to come. */
  state: 'holds' | 'held before' | 'to come'
}

type Props = {
  providerId: string
  prices: readonly PriceRow[]
  remove: (input: { providerId: string; priceId: string }) => Promise<Answer<unknown>>
}

/** What models cost, now and before. */
export function PriceTable(props: Props) {
  return (
    <FocusHome label="Prices">
      {props.prices.length > 0 ? (
        <Rows {...props} />
      ) : (
        <Prose>
          No price is known. Unknown is not free: without one, studies limit a model by tokens, and no cost is shown.
        </Prose>
      )}
    </FocusHome>
  )
}

function Rows({ providerId, prices, remove }: Props) {
  const router = useRouter()
  return (
    <>
      <ScrollX label="Table of prices">
        <Table className="min-w-[40rem]">
          <thead>
            <tr>
              <th scope="col">Model</th>
              <th scope="col">From</th>
              <NumberCell scope="col" as="th">
                Input
              </NumberCell>
              <NumberCell scope="col" as="th">
                Cached input
              </NumberCell>
              <NumberCell scope="col" as="th">
                Output
              </NumberCell>
              <th scope="col">State</th>
              <ActionsCell scope="col" as="th">
                <span className="sr-only">Actions</span>
              </ActionsCell>
            </tr>
          </thead>
          <tbody>
            {prices.map(({ id, model, from, currency, input, cachedInput, output, state }) => (
              <tr key={id}>
                <th scope="row">{model}</th>
                <td className="whitespace-nowrap">{from}</td>
                <NumberCell>
                  {input} {currency}
                </NumberCell>
                <NumberCell>{cachedInput === null ? 'as input' : `${cachedInput} ${currency}`}</NumberCell>
                <NumberCell>
                  {output} {currency}
                </NumberCell>
                <td>{state}</td>
                <ActionsCell>
                  <ConfirmButton
                    label="Take back…"
                    look="link"
                    title={`Take back the price of ${model} from ${from} on?`}
                    confirmLabel="Take it back"
                    onConfirm={async () => {
                      const answer = await remove({ providerId, priceId: id })
                      if (answer.ok) router.refresh()
                      return answer
                    }}
                  >
                    <p>For a price that was typed in wrongly. What calls have cost already stays as it was counted.</p>
                  </ConfirmButton>
                </ActionsCell>
              </tr>
            ))}
          </tbody>
        </Table>
      </ScrollX>
      <Note>
        For a million tokens. When a price changes, add the new one with its day: the old one stays for calls before it.
      </Note>
    </>
  )
}
