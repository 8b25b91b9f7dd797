import type { RateRow } from '@/lib/rates/rates'

/** More names would not be read: the rest are told by their number, and the CSV has them all. */
const NAMED = 6

const LIST = new Intl.ListFormat('en')

/** Which pairs of the design a group has not judged, in a sentence for each such group. */
export function unjudgedNotes(rows: readonly RateRow[], isOver: boolean): string[] {
  const groups = [...new Set(rows.map(({ group }) => group))]
  const one = new Set(rows.map(({ reference }) => reference)).size === 1
  return groups.flatMap((group) => {
    const empty = rows.filter((row) => row.group === group && row.n === 0)
    const [first] = empty
    if (!first) return []
    const names = empty.map(({ reference, other }) => (one ? other : `${reference} against ${other}`))
    const more = names.length - NAMED
    // One more name takes no more room than saying that there is one.
    const listed = more > 1 ? [...names.slice(0, NAMED), `${more.toLocaleString('en')} more`] : names
    const who = groups.length > 1 ? ` by ${group}` : ''
    const whose = one ? `${first.reference} against ` : ''
    return [`No judgments${isOver ? '' : ' yet'}${who} of ${whose}${LIST.format(listed)}.`]
  })
}
