import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { count } from '@/components/ui/count'
import { ScrollX } from '@/components/ui/scroll-x'
import { readStanding } from '@/lib/analysis/looks'
import { type ItemInFull, readItem } from '@/lib/analysis/read-item'
import { renderMarkdown } from '@/lib/markdown/render-markdown'
import { gate, pageAccess } from '@/lib/server/page'
import { Withheld } from '../../results/withheld'
import '../items.css'

export const metadata: Metadata = { title: 'Item' }

export default async function ItemPage({ params }: PageProps<'/studies/[studyId]/items/[number]'>) {
  const { studyId, number } = await params
  const access = await pageAccess(studyId, 'study:results')
  const standing = await readStanding(access)
  if (standing.shown === 'hidden')
    return (
      <>
        <h1>Item</h1>
        <Withheld studyId={studyId} standing={standing} />
      </>
    )
  if (!/^\d{1,9}$/.test(number)) notFound()
  const item = await gate(() => readItem(access, Number(number)))
  return (
    <>
      <p className="quiet">
        <Link className="no-print" href={`/studies/${studyId}/items`}>
          Items
        </Link>
      </p>
      <h1>Item {item.position}</h1>
      <p className="note">
        Prompt {item.prompt.externalId}
        {item.prompt.category && `, ${item.prompt.category}`}
        {item.kind !== 'REGULAR' && `; ${item.kind.toLowerCase()} item, left out of rates`}. Here the systems are named:
        keep this page from annotators.
        {item.masks.length > 0 && ` They saw ${item.masks.join(', ')} masked in the prompt and both answers.`}
      </p>
      <div className="item-prompt">
        <Messages messages={item.prompt.messages} />
      </div>
      <div className="arms">
        {item.arms.map(({ system, messages }, index) => (
          <section key={index === 0 ? 'A' : 'B'} aria-label={`Response ${index === 0 ? 'A' : 'B'}`}>
            <h2>
              {index === 0 ? 'A' : 'B'}: {system}
            </h2>
            <Messages messages={messages} />
          </section>
        ))}
      </div>
      <Verdicts item={item} />
    </>
  )
}

function Messages({ messages }: { messages: { role: string; content: string }[] }) {
  return messages.map(({ role, content }, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: messages of a record do not move
    <div className="turn" key={index}>
      {messages.length > 1 && <p className="speaker">{role}</p>}
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: renderMarkdown sanitises, and its tests attack it */}
      <div className="md" dangerouslySetInnerHTML={{ __html: renderMarkdown(content) }} />
    </div>
  ))
}

const OUTCOMES = { 1: 'A', 0: 'tie', [-1]: 'B' } as const

function Verdicts({ item: { verdicts, planned, done } }: { item: ItemInFull }) {
  return (
    <section className="section" aria-labelledby="verdicts">
      <h2 id="verdicts">Verdicts</h2>
      {done < planned && (
        <p className="quiet">
          {done === 0
            ? `Nobody has judged this item yet: ${count(planned, 'judgment is', 'judgments are')} planned.`
            : `${done} of ${count(planned, 'planned judgment is', 'planned judgments are')} in.`}
        </p>
      )}
      {verdicts.length > 0 && <VerdictTable verdicts={verdicts} />}
    </section>
  )
}

function VerdictTable({ verdicts }: Pick<ItemInFull, 'verdicts'>) {
  return (
    <ScrollX label="Verdicts">
      <table className="data verdicts">
        <thead>
          <tr>
            <th scope="col">Annotator</th>
            <th scope="col">Group</th>
            <th scope="col">Verdict</th>
            <th scope="col">Left</th>
            <th scope="col" className="num">
              Seconds
            </th>
            <th scope="col">Reason</th>
          </tr>
        </thead>
        <tbody>
          {verdicts.map((verdict) => (
            <tr key={verdict.id}>
              <th scope="row">
                {verdict.annotator}
                {verdict.simulated && <span className="quiet"> simulated</span>}
                {verdict.excluded && <span className="quiet"> excluded</span>}
                {verdict.repeat && <span className="quiet"> repeat</span>}
                {verdict.hasty && <span className="quiet"> hasty</span>}
              </th>
              <td>{verdict.group}</td>
              <td>
                {verdict.answers.map(({ question, label, outcome, superseded }, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: an annotator may answer the same twice
                  <div key={index} className={superseded ? 'superseded' : undefined} title={question}>
                    {OUTCOMES[outcome as 1 | 0 | -1]}: {label}
                  </div>
                ))}
                {verdict.flag &&
                  `Cannot judge: ${verdict.flag.toLowerCase().replaceAll('_', ' ')}. ${verdict.flagNote ?? ''}`}
              </td>
              <td>{verdict.leftIsA ? 'A' : 'B'}</td>
              <td className="num">{verdict.seconds === null ? '–' : verdict.seconds.toFixed(0)}</td>
              <td>{verdict.rationale}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollX>
  )
}
