import Link from 'next/link'
import { when } from '@/components/study/monitor/dates'
import { listStudyAudit } from '@/lib/audit/queries'
import type { Access } from '@/lib/auth/access'

const SHOWN = 5

/** The last things that were done to a study, and by whom. */
export async function Acts({ access, now }: { access: Access<'study:read'>; now: Date }) {
  const { rows, next } = await listStudyAudit(access, undefined, SHOWN)
  return (
    <section className="section" aria-labelledby="acts">
      <h2 id="acts">Audit trail</h2>
      <p className="note">
        Every administrative act is written down and can be neither changed nor deleted.{' '}
        <Link prefetch={false} href={`/studies/${access.studyId}/audit`}>
          {next ? 'All entries' : 'Entries with detail'}
        </Link>
      </p>
      <ul className="acts-list">
        {rows.map(({ id, at, actor, action, subject }) => (
          <li key={id}>
            <time dateTime={at.toISOString()}>{when(at, now)}</time>
            <span>
              {actor ?? (action === 'annotator.join' ? 'An annotator' : 'The system')}: <code>{action}</code>{' '}
              {action.startsWith('annotator.') && subject}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
