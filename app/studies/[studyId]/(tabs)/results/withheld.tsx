import { Notice } from '@/components/ui/notice'
import { Section } from '@/components/ui/section'
import { NumberCell, Table } from '@/components/ui/table'
import { Prose, Standfirst } from '@/components/ui/text'
import { type Hidden, LOOK_MINUTES, type Visibility } from '@/lib/looks/looks'
import { count } from '@/lib/numbers/count'
import { LookForm } from './look-form'

/** In place of results that the design shows only once the study is closed. */
export function Withheld({ studyId, visibility }: { studyId: string; visibility: Hidden }) {
  return (
    <section aria-labelledby="withheld">
      <Standfirst id="withheld">Results are shown when the study is closed.</Standfirst>
      <Prose className="mt-4 mb-6">
        {count(visibility.judgments, 'judgment is', 'judgments are')} in. Who looks while more come in, and may stop
        because of what they see, finds differences that are not there: the intervals and tests below a figure promise
        their 95% for a study that ends where it was planned to.
        {visibility.mayLook &&
          ` You can look early all the same. It opens the results to you for ${LOOK_MINUTES} minutes, and each look is listed with the results for good.`}
      </Prose>
      {visibility.mayLook && <LookForm studyId={studyId} />}
      <LookList visibility={visibility} />
    </section>
  )
}

/** In place of items, for who reads results only, while somebody may judge them. */
export function ItemsCovered() {
  return (
    <>
      <Standfirst>Items are shown to you when the study is closed.</Standfirst>
      <Prose className="mt-4">
        Here systems are named beside what they answered, which nobody who judges may learn. Until nobody does any more,
        those see it who run the study.
      </Prose>
    </>
  )
}

/** Says that figures are interim, and on whose word they are shown. */
export function InterimNotice({ visibility }: { visibility: Visibility }) {
  if (visibility.shown === 'anytime')
    return (
      <Notice>
        The study has not been closed. Its design allows looks at any time: judge by the intervals under “At any time”,
        which hold however often you look. Those of the figure do not.
      </Notice>
    )
  if (visibility.shown !== 'look') return null
  return (
    <Notice kind="caution">
      The study has not been closed: these are interim figures, open to you until{' '}
      {visibility.until?.toISOString().slice(11, 16)} UTC. Stopping because of what they show would make the intervals
      too narrow.
    </Notice>
  )
}

/** Every look there was before the study closed. */
export function LookList({ visibility: { looks } }: { visibility: Visibility }) {
  if (looks.length === 0) return null
  return (
    <Section aria-labelledby="looks">
      <h2 id="looks">Looks before closing</h2>
      <Table>
        <thead>
          <tr>
            <th scope="col">When, UTC</th>
            <th scope="col">Who</th>
            <NumberCell scope="col" as="th">
              Judgments then
            </NumberCell>
            <th scope="col">Why</th>
          </tr>
        </thead>
        <tbody>
          {looks.map(({ at, by, reason, judgments }) => (
            <tr key={at.toISOString()}>
              <td>{at.toISOString().slice(0, 16).replace('T', ' ')}</td>
              <td>{by}</td>
              <NumberCell>{judgments.toLocaleString('en')}</NumberCell>
              <td>{reason}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  )
}
