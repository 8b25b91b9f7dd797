import { Disclosure } from '@/components/ui/disclosure'
import { Notice } from '@/components/ui/notice'
import { ScrollX } from '@/components/ui/scroll-x'
import { Table } from '@/components/ui/table'
import { Note } from '@/components/ui/text'
import { count } from '@/lib/numbers/count'
import type { LookedTable } from '@/lib/uploads/mapping/look-at-file'
import { size } from '../bytes'
import { kindsIn } from './words'

/** What the table holds: its columns with their kinds of values, how far they are filled, and examples. */
export function TableLook({ looked, file }: { looked: LookedTable; file: string }) {
  const { records, places, more, broken, firstBroken } = looked
  const columns = places.filter(({ path }) => !/[.[]/.test(path)).length
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <p>
        <span className="font-mono text-sm wrap-anywhere">{file}</span>, {size(looked.bytes)}:{' '}
        {count(records, 'record')}, {count(columns, 'column')}.
      </p>
      {broken > 0 && (
        <Notice kind="caution">
          {count(broken, 'record')} cannot be read and will be left out; the first at {firstBroken}.
        </Notice>
      )}
      <Disclosure label="Columns" aside={`${count(places.length, 'place')} looked at`} isOpen={columns <= 12}>
        <ScrollX label="Columns">
          <Table>
            <thead>
              <tr>
                <th scope="col">Column or path</th>
                <th scope="col">Holds</th>
                <th scope="col">Filled</th>
                <th scope="col">Different values</th>
                <th scope="col">Examples</th>
              </tr>
            </thead>
            <tbody>
              {places.map((place) => (
                <tr key={place.path}>
                  <th scope="row" className="font-mono text-[0.8125rem] wrap-anywhere">
                    {place.path}
                  </th>
                  <td>{kindsIn(place)}</td>
                  <td data-number>{records === 0 ? '' : `${Math.round((100 * place.filled) / records)} %`}</td>
                  <td data-number>{place.values ? place.values.filter(({ value }) => value !== '').length : 'many'}</td>
                  <td className="max-w-[24rem] text-xs/[1.5] text-ink-2">
                    {place.examples.map((example) => (
                      <span key={example} className="block truncate font-mono">
                        {example}
                      </span>
                    ))}
                  </td>
                </tr>
              ))}
            </tbody>
          </Table>
        </ScrollX>
        {more > 0 && <Note>And {more.toLocaleString('en')} more places, which can be named by their path.</Note>}
      </Disclosure>
    </div>
  )
}
