import { Notice } from '@/components/ui/notice'
import { ScrollX } from '@/components/ui/scroll-x'
import { Table } from '@/components/ui/table'
import { Note } from '@/components/ui/text'
import { count } from '@/lib/numbers/count'
import { countMeanings, type MeaningCounts, type PreviewRow, previewRows } from '@/lib/uploads/mapping/preview'
import type { Mapping } from '@/lib/uploads/mapping/schema'
import type { Table as OpenTable } from './use-table'
import { MEANING_WORDS } from './words'

const SHOWN = 10

/** The first rows as they will be judged or counted, what is left out of them, and shares that something may be wrong with. */
export function PreviewPart({ mapping, table }: { mapping: Mapping; table: OpenTable }) {
  const rows = previewRows(mapping, table.records)
  const fine = rows.filter(({ problem }) => problem === null)
  const counts = mapping.row === 'judgment' ? meaningsOf(mapping, table) : null
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      {counts && <Meanings counts={counts} />}
      {rows.length === 0 && <Notice kind="caution">No record is small enough to be shown here.</Notice>}
      <ScrollX label="First rows">
        <Table>
          <thead>
            <tr>
              <th scope="col">Record</th>
              <th scope="col">Prompt</th>
              <th scope="col">Responses</th>
              {mapping.row === 'judgment' && <th scope="col">Counts as</th>}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, SHOWN).map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a record may give several rows, which never move
              <Shown key={index} row={row} isJudged={mapping.row === 'judgment'} />
            ))}
          </tbody>
        </Table>
      </ScrollX>
      <Note>
        Of the first {count(table.records.length, 'record')}, {count(fine.length, 'row')} can be read and{' '}
        {rows.length - fine.length} cannot. The whole file is checked next, before anything is written.
      </Note>
    </div>
  )
}

function Shown({ row, isJudged }: { row: PreviewRow; isJudged: boolean }) {
  const { record, promptId, prompt, said, verdicts, who, problem } = row
  if (problem !== null)
    return (
      <tr>
        <td>{record}</td>
        <td colSpan={isJudged ? 3 : 2} className="text-critical wrap-anywhere">
          Left out. {problem}
        </td>
      </tr>
    )
  return (
    <tr>
      <td>{record}</td>
      <td className="max-w-[18rem] text-sm whitespace-pre-wrap wrap-anywhere">
        {promptId !== null && <code>{promptId}</code>} {prompt}
      </td>
      <td className="text-sm">
        {said.map(({ system, response, isFirst }) => (
          <span key={system} className="block whitespace-pre-wrap wrap-anywhere">
            <strong>{system}</strong>
            {isFirst && ' (shown first)'}: {response ?? 'not in the table'}
          </span>
        ))}
      </td>
      {isJudged && (
        <td className="text-sm">
          {verdicts.join('; ')}
          {who !== null && <span className="block text-xs/[1.4] text-ink-2">by {who}</span>}
        </td>
      )}
    </tr>
  )
}

function meaningsOf(mapping: Extract<Mapping, { row: 'judgment' }>, { looked }: OpenTable): MeaningCounts | null {
  const named = [mapping.modelA, mapping.modelB].flatMap(({ fixed, path }) =>
    fixed === undefined
      ? (looked.places.find((place) => place.path === path)?.values ?? []).map(({ value }) => value)
      : [fixed],
  )
  return countMeanings(mapping, looked.places, new Set(named))
}

/** How the whole table's verdicts fall, so that a share that cannot be is seen at once. */
function Meanings({ counts: { total, unsaid, by } }: { counts: MeaningCounts }) {
  const share = (n: number) => `${total === 0 ? 0 : Math.round((1000 * n) / total) / 10} %`
  return (
    <>
      {unsaid > 0 && (
        <Notice kind="critical">
          {count(unsaid, 'row')} {unsaid === 1 ? 'has' : 'have'} a value that you have not said the meaning of. That
          stops the import.
        </Notice>
      )}
      <p>
        By these meanings, of {count(total, 'row')}:{' '}
        {[...by]
          .map(
            ([means, n]) =>
              `${means === 'NAMED' ? 'a system by its name' : MEANING_WORDS[means].toLowerCase()} ${share(n)} (${n.toLocaleString('en')})`,
          )
          .join(', ')}
        .
      </p>
    </>
  )
}
