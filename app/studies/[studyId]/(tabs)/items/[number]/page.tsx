import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Section } from '@/components/ui/section'
import { Note } from '@/components/ui/text'
import { toItemQuery } from '@/lib/explorer/item-query'
import { type ItemInFull, readItem } from '@/lib/explorer/read-item'
import { readNeighbours } from '@/lib/explorer/read-neighbours'
import { mayReadItems, readVisibility } from '@/lib/looks/looks'
import { renderMessage } from '@/lib/markdown/render-markdown'
import { count } from '@/lib/numbers/count'
import { gate, pageAccess } from '@/lib/server/page'
import { ItemsCovered, Withheld } from '../../results/withheld'
import { ListNav } from './list-nav'
import { VerdictTable } from './verdict-table'

export const metadata: Metadata = { title: 'Item' }

export default async function ItemPage({ params, searchParams }: PageProps<'/studies/[studyId]/items/[number]'>) {
  const { studyId, number } = await params
  const access = await pageAccess(studyId, 'study:results')
  const visibility = await readVisibility(access)
  if (visibility.shown === 'hidden')
    return (
      <>
        <h1>Item</h1>
        <Withheld studyId={studyId} visibility={visibility} />
      </>
    )
  if (!(await mayReadItems(access)))
    return (
      <>
        <h1>Item</h1>
        <ItemsCovered />
      </>
    )
  if (!/^\d{1,9}$/.test(number)) notFound()
  const raw = await searchParams
  // Whoever came from a list walks through that list.
  const query = Object.keys(raw).length > 0 ? toItemQuery(raw) : null
  const item = await gate(() => readItem(access, Number(number)))
  const neighbours = await readNeighbours(access, item.position, query)
  return (
    <>
      <ListNav studyId={studyId} query={query} neighbours={neighbours} />
      <h1>Item {item.position}</h1>
      <Note className="mt-2">
        Prompt {item.prompt.externalId}
        {item.prompt.category && `, ${item.prompt.category}`}
        {item.kind !== 'REGULAR' && `; ${item.kind.toLowerCase()} item, left out of rates`}
        {item.sample !== null && item.sample > 0 && `; response number ${item.sample + 1} of its system`}. Here
        {item.arms.length > 1 ? ' the systems are' : ' the system is'} named: keep this page from annotators.
        {item.masks.length > 0 &&
          ` They saw ${item.masks.join(', ')} masked in the prompt and ${item.arms.length > 1 ? 'both responses' : 'the response'}.`}
      </Note>
      <div className="mt-4 max-w-[46rem]">
        <Messages messages={item.prompt.messages} />
      </div>
      <div
        className={
          item.arms.length > 1
            ? 'mt-6 grid grid-cols-[repeat(2,minmax(0,1fr))] gap-x-12 gap-y-6 max-md:grid-cols-[minmax(0,1fr)]'
            : 'mt-6 max-w-[46rem]'
        }
      >
        {item.arms.map(({ system, messages }, index) => (
          <section key={index === 0 ? 'first' : 'second'} aria-label={`Response of ${system}`}>
            <h2 className="border-b border-rule pb-2 text-base/[1.25]">{system}</h2>
            <Messages messages={messages} />
          </section>
        ))}
      </div>
      <Verdicts studyId={studyId} item={item} />
    </>
  )
}

function Messages({ messages }: { messages: { role: string; content: string }[] }) {
  return messages.map(({ role, content }, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: messages of a record do not move
    <div className="[div+&]:mt-[1.6rem]" key={index}>
      {messages.length > 1 && <p className="mb-[0.3rem] text-xs font-semibold text-ink-3">{role}</p>}
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: renderMessage sanitises, and its tests attack it */}
      <div className="md" dangerouslySetInnerHTML={{ __html: renderMessage(content) }} />
    </div>
  ))
}

function Verdicts({ studyId, item: { verdicts, planned, done } }: { studyId: string; item: ItemInFull }) {
  return (
    <Section aria-labelledby="verdicts">
      <h2 id="verdicts">Verdicts</h2>
      {done < planned && (
        <p className="text-ink-2">
          {done === 0
            ? `Nobody has judged this item yet: ${count(planned, 'judgment is', 'judgments are')} planned.`
            : `${done} of ${count(planned, 'planned judgment is', 'planned judgments are')} in.`}
        </p>
      )}
      {verdicts.length > 0 && <VerdictTable studyId={studyId} verdicts={verdicts} />}
    </Section>
  )
}
