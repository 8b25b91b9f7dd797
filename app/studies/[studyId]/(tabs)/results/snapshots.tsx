import Link from 'next/link'
import { ManageThing } from '@/components/ui/manage-thing'
import { Section } from '@/components/ui/section'
import type { FigureQuery } from '@/lib/figures/figure-query'
import type { ResultsLinkRow } from '@/lib/results/results-links'
import type { listSnapshots } from '@/lib/results/snapshots'
import { archiveSnapshot, askSnapshot, deleteSnapshot, renameSnapshot, shareResults, unshareResults } from './actions'
import { FreezeForm } from './freeze-form'
import { ShareResults } from './shared/share-results'

const manage = { ask: askSnapshot, rename: renameSnapshot, archive: archiveSnapshot, remove: deleteSnapshot }

type Props = {
  /** Null of a study that is not closed. */
  links: readonly ResultsLinkRow[] | null
  studyId: string
  query: FigureQuery
  mayManage: boolean
  snapshots: Awaited<ReturnType<typeof listSnapshots>>
}

/** Numbers that were frozen, to link to and to compare with later; and links that show the results to others. */
export function Snapshots({ studyId, links, query: { rule, criterion }, mayManage, snapshots }: Props) {
  if (!mayManage && snapshots.length === 0) return null
  return (
    <>
      <Section className={snapshots.length > 0 ? '' : 'print:hidden'} aria-labelledby="snapshots">
        <h2 id="snapshots">Snapshots</h2>
        <p className="text-ink-2 print:hidden">
          A snapshot keeps the numbers of every figure here, on Agreement and on Rankings as they stand, with the
          SHA-256 of the exported judgments.
        </p>
        {mayManage && <FreezeForm studyId={studyId} rule={rule} criterion={criterion} />}
        {snapshots.length > 0 && (
          <ul className="list-disc pl-[1.1rem]">
            {[...snapshots].sort(byArchive).map(({ id, at, note, dataHash, archivedAt }) => (
              <li key={id} className="py-[0.15rem]">
                <Link href={`/studies/${studyId}/results/${id}`}>{note}</Link>{' '}
                <span className="text-ink-2">
                  {at.toISOString().slice(0, 16).replace('T', ' ')} UTC, data <code>{dataHash.slice(0, 12)}</code>
                  {archivedAt && ', archived'}
                </span>{' '}
                {mayManage && (
                  <ManageThing
                    thing={{ studyId, snapshotId: id }}
                    name={note}
                    kind="snapshot"
                    acts={manage}
                    look="link"
                  />
                )}
              </li>
            ))}
          </ul>
        )}
      </Section>
      {links && <ShareResults studyId={studyId} links={links} share={shareResults} unshare={unshareResults} />}
    </>
  )
}

/** Those that were put away last; the order stays otherwise. */
function byArchive(one: { archivedAt: Date | null }, other: { archivedAt: Date | null }): number {
  return Number(one.archivedAt !== null) - Number(other.archivedAt !== null)
}
