import { ScrollX } from '@/components/ui/scroll-x'
import { NumberCell, Table } from '@/components/ui/table'
import { Note } from '@/components/ui/text'
import { count } from '@/lib/numbers/count'
import { WARNINGS } from '@/lib/uploads/problems'
import type { UploadReview } from '@/lib/uploads/review-upload'
import { PartTitle } from './part-title'

/** So many files and systems are named; there may be a thousand. */
const SHOWN = 50

/** The files of an upload that has several, or of which something was not read. */
export function FileList({ files, unit }: { files: UploadReview['files']; unit: string }) {
  const told = files.length > 1 ? files : files.filter(({ note }) => note !== null)
  if (told.length === 0) return null
  return (
    <ul className="mt-3 list-none space-y-1 text-sm text-ink-2">
      {told.slice(0, SHOWN).map(({ name, lines, note }, index) => (
        // Two files may have one name.
        // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes its order
        <li key={index} className="wrap-anywhere">
          {files.length > 1 && (
            <>
              <code>{name}</code>, {count(lines, unit)}
              {note && '. '}
            </>
          )}
          {note && `${note}.`}
        </li>
      ))}
      {told.length > SHOWN && <li>and {count(told.length - SHOWN, 'more file')}</li>}
    </ul>
  )
}

/** The systems of an upload whose files name several. */
export function Systems({ review: { upload, target } }: { review: UploadReview }) {
  if (upload.kind === 'PROMPTS' || upload.name !== '' || target.systems.length === 0) return null
  const prompts = upload.promptSet?._count.prompts ?? 0
  return (
    <section aria-labelledby="systems">
      <PartTitle id="systems">Systems</PartTitle>
      <ScrollX label="Systems that the files name">
        <Table>
          <thead>
            <tr>
              <th scope="col">System</th>
              <NumberCell scope="col" as="th">
                New responses
              </NumberCell>
              <NumberCell scope="col" as="th">
                There already
              </NumberCell>
            </tr>
          </thead>
          <tbody>
            {target.systems.slice(0, SHOWN).map(({ name, isKnown, fine, holds }) => (
              <tr key={name}>
                <th scope="row" className="wrap-anywhere">
                  {name} {!isKnown && <small className="font-normal text-ink-2">new</small>}
                </th>
                <NumberCell>{fine.toLocaleString('en')}</NumberCell>
                <NumberCell>{holds.toLocaleString('en')}</NumberCell>
              </tr>
            ))}
          </tbody>
        </Table>
      </ScrollX>
      <Note className="mt-3">
        The set has {count(prompts, 'prompt')}. Systems are named as in the files; annotators never see it.
        {target.systems.length > SHOWN && ` These are the first ${SHOWN} of ${target.systems.length}.`}
      </Note>
    </section>
  )
}

/** What is worth a look and imported all the same. */
export function Warnings({ review: { upload, format, files, warnings } }: { review: UploadReview }) {
  if (upload.status !== 'STAGED' || warnings.counts.length === 0) return null
  const places = warnings.first.map(({ file, line, record, externalId }) => {
    const place = `${format.unit} ${format.isByLine ? line : record}`
    return [place, files.length > 1 && files[file]?.name, externalId && `(${externalId})`].filter(Boolean).join(' ')
  })
  const total = warnings.counts.reduce((sum, one) => sum + one.count, 0)
  return (
    <section aria-labelledby="look">
      <PartTitle id="look">Worth a look</PartTitle>
      <p className="font-serif text-read/[1.45]">
        {warnings.counts.map(({ warning, count: n }) => `${count(n, 'response')} ${WARNINGS[warning]}`).join('; ')}:{' '}
        {places.join(', ')}
        {total > places.length && ` and ${total - places.length} more`}. They are imported as they are.
      </p>
    </section>
  )
}
