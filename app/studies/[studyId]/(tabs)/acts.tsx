import Link from 'next/link'
import { nobodyWords } from '@/components/people/audit-table'
import { when } from '@/components/study/monitor/dates'
import { listStudyAudit } from '@/lib/audit/queries'
import { tellAct } from '@/lib/audit/sentences'
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
          {next ? 'All entries' : 'The whole trail'}
        </Link>
      </p>
      <ul className="acts-list">
        {rows.map((row) => (
          <li key={row.id}>
            <time dateTime={row.at.toISOString()}>{when(row.at, now)}</time>
            <span>
              {row.actor ?? capital(nobodyWords(row))} {tellAct(row)}.
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
