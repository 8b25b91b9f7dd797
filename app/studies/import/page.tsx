import type { Metadata } from 'next'
import Link from 'next/link'
import { Frame } from '@/components/ui/frame'
import { Standfirst } from '@/components/ui/text'
import { JudgmentFiles } from '@/components/upload/finished/judgment-files'
import { JudgmentFormats } from '@/components/upload/finished/judgment-formats'
import { count } from '@/lib/numbers/count'
import { gate, sitePageAccess } from '@/lib/server/page'
import { findImport, listWaitingImports } from '@/lib/uploads/judgments/find-import'
import { JUDGMENT_FORMATS } from '@/lib/uploads/judgments/formats'
import { discardFinished } from './actions'

export const metadata: Metadata = { title: 'Bring in a finished study' }

export default async function ImportStudyPage({ searchParams }: PageProps<'/studies/import'>) {
  const { to } = await searchParams
  const access = await sitePageAccess('imports:manage')
  const [waiting, before] = await Promise.all([
    listWaitingImports(access),
    typeof to === 'string' ? gate(() => findImport(to)) : null,
  ])
  const addTo = before?.status === 'STAGED' ? before : null
  return (
    <Frame crumbs={[{ label: 'Studies', href: '/' }, { label: 'Bring in a finished study' }]} person={access.actor}>
      <h1>{addTo ? 'Add files' : 'Bring in a finished study'}</h1>
      <Standfirst>
        {addTo
          ? `More files beside ${addTo.files[0]?.name}${addTo.files.length > 1 ? ` and ${count(addTo.files.length - 1, 'other')}` : ''}, of the same format.`
          : 'Judgments that were given elsewhere, from their files. They become a closed study, marked as imported, with results, agreement, rankings and exports.'}
      </Standfirst>
      <JudgmentFiles addTo={addTo?.id ?? null} discard={discardFinished} />
      {!addTo && waiting.length > 0 && (
        <ul className="mt-9 list-none">
          {waiting.map(({ id, file, files }) => (
            <li key={id}>
              <Link href={`/studies/import/${id}`}>{file}</Link>
              {files > 1 && ` and ${count(files - 1, 'other file')}`} {files > 1 ? 'were' : 'was'} checked but not
              imported yet.
            </li>
          ))}
        </ul>
      )}
      <JudgmentFormats formats={JUDGMENT_FORMATS.map(({ id, name, policy }) => ({ id, name, policy }))} />
    </Frame>
  )
}
