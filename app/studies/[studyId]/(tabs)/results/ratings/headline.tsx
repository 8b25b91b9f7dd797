import { ItemsBehind } from '@/components/ui/items-behind'
import { Section } from '@/components/ui/section'
import { Note, Prose } from '@/components/ui/text'
import { ratingHref, score, scoreRange } from '@/lib/figures/ratings/rated'
import { percent, percentRange } from '@/lib/numbers/percent'
import type { RatedResults } from '@/lib/ratings/rated-results'
import type { RatedRow } from '@/lib/ratings/rated-stratum'

type Props = { studyId: string; result: RatedResults; rows: readonly RatedRow[] }

/** More sentences are not read: the table has every system. */
const MOST_SAID = 6

/** What was said of each system in a sentence, group by group, the highest mean first. */
export function Headline({ studyId, result, rows }: Props) {
  const groups = rows.map(({ group }) => group)
  const judged = rows
    .filter(({ n }) => n > 0)
    .toSorted(
      (one, other) =>
        groups.indexOf(one.group) - groups.indexOf(other.group) || (other.mean?.mean ?? 0) - (one.mean?.mean ?? 0),
    )
  if (judged.length === 0) return null
  const href = ratingHref(result, studyId)
  const several = new Set(judged.map(({ group }) => group)).size > 1
  return (
    <Section aria-labelledby="in-words">
      <h2 id="in-words">In words</h2>
      <Prose as="div" className="mt-5 space-y-[0.8rem]">
        {judged.slice(0, MOST_SAID).map((row) => (
          <p key={`${row.group} ${row.system}`}>
            {sentenceOf(result, row, several)}{' '}
            {href && <ItemsBehind href={href({ group: row.group, system: row.system })} />}
          </p>
        ))}
      </Prose>
      {judged.length > MOST_SAID && <Note>The other {judged.length - MOST_SAID} are in the table of the numbers.</Note>}
      <Note className="mt-4">
        In brackets are 95% intervals, of each number by itself.
        {result.study.origin !== 'RECONSTRUCTED' &&
          ' Whether systems differ is tested on the page Rankings, prompt by prompt.'}
      </Note>
    </Section>
  )
}

function sentenceOf({ options, unit }: RatedResults, row: RatedRow, several: boolean): string {
  const { group, system, n, shares, mean } = row
  const [worst, best] = [shares?.[0], shares?.at(-1)]
  if (!worst || !best) return ''
  const what = unit === 'TURN' ? 'turns' : 'responses'
  const by = several ? ` by “${group}”` : ''
  const said = (at: number, share: typeof worst) =>
    `${percent(share.share, true)}% “${options.at(at)?.label}” (${percentRange(share.interval)})`
  const average =
    options.length > 2 && mean
      ? `, ${score(mean.mean)} on average${mean.interval ? ` (${scoreRange(mean.interval)})` : ''}`
      : ''
  return `${system}${by}: of ${n.toLocaleString('en')} ratings of its ${what}, ${said(-1, best)} and ${said(0, worst)}${average}.`
}
