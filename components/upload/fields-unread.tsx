import { ScrollX } from '@/components/ui/scroll-x'
import { Table } from '@/components/ui/table'
import { Note, Prose } from '@/components/ui/text'
import { losesMore, sharesUnread, type Unread } from '@/lib/uploads/unread'
import { PartTitle } from './part-title'

const WHY = {
  OTHER: 'Read when the file is uploaded as the other kind.',
  BESIDE: 'Beside prompt and response in files of this format.',
}

/** Every field of an uploaded file that is not read, so that nothing is left behind unnoticed. */
export function FieldsUnread({ unread }: { unread: Unread | null }) {
  if (!unread || unread.fields.length === 0) return null
  return (
    <section aria-labelledby="fields-unread">
      <PartTitle id="fields-unread">Fields not read</PartTitle>
      {losesMore(unread) && (
        <Prose>
          They hold more text than what is read ({unread.ignored.toLocaleString('en')} characters against{' '}
          {unread.read.toLocaleString('en')}). If the prompts or responses need some of it, rename the fields and upload
          the file again.
        </Prose>
      )}
      <ScrollX label="Fields that are not read">
        <Table>
          <thead>
            <tr>
              <th scope="col">Field</th>
              <th scope="col">In records</th>
              <th scope="col">Left where it is</th>
            </tr>
          </thead>
          <tbody>
            {sharesUnread(unread).map(({ field, share, known }) => (
              <tr key={field}>
                <th scope="row" className="font-mono text-[0.92em]">
                  {field}
                </th>
                <td>{percent(share)}</td>
                <td>{known === null ? 'No upload reads it.' : WHY[known]}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      </ScrollX>
      {unread.more > 0 && <Note>And {unread.more.toLocaleString('en')} more fields.</Note>}
    </section>
  )
}

function percent(share: number): string {
  const rounded = Math.round(100 * share)
  return rounded === 0 ? 'under 1 %' : `${rounded} %`
}
