import Link from 'next/link'
import { nobodyWords } from '@/components/people/audit-table'
import { when } from '@/components/study/monitor/dates'
import { Section } from '@/components/ui/section'
import { Note } from '@/components/ui/text'
import { listStudyAudit } from '@/lib/audit/queries'
import { tellAct } from '@/lib/audit/sentences'
import type { Access } from '@/lib/auth/access'

const SHOWN = 5

/** The last things that were done to a study, and by whom. */
export async function Acts({ access, now }: { access: Access<'study:read'>; now: Date }) {
  const { rows, next } = await listStudyAudit(access, undefined, SHOWN)
  return (
    <Section aria-labelledby="acts">
      <h2 id="acts">Audit trail</h2>
      <Note>
        Every administrative act is written down and can be neither changed nor deleted.{' '}
        <Link prefetch={false} href={`/studies/${access.studyId}/audit`}>
          {next ? 'All entries' : 'The whole trail'}
        </Link>
        {'. '}
        Judgments are chained:{' '}
        <Link prefetch={false} href={`/studies/${access.studyId}/certificate`}>
          the blinding certificate
        </Link>
      </Note>
      <ul className="mt-[0.8rem] list-none border-t-[1.5px] border-ink">
        {rows.map((row) => (
          <li key={row.id} className="grid grid-cols-[8rem_1fr] gap-x-4 border-b border-rule py-[0.4rem] text-sm">
            <time className="text-ink-2" dateTime={row.at.toISOString()}>
              {when(row.at, now)}
            </time>
            <span>
              {row.actor ?? capital(nobodyWords(row))} {tellAct(row)}.
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
