import Link from 'next/link'
import { count } from '@/components/ui/count'

type Props = {
  promptSets: number
  systems: number
  people: number
  uploads: { id: string; filename: string; name: string }[]
}

/** An admin's next steps: bring prompts and outputs, bring people. */
export function AdminHome({ promptSets, systems, people, uploads }: Props) {
  return (
    <section aria-labelledby="site">
      <h2 id="site">What this site holds</h2>
      <p className="standfirst">
        {count(promptSets, 'prompt set')}, {count(systems, 'system')}, {count(people, 'person', 'people')} who may sign
        in.
      </p>
      {uploads.length > 0 && (
        <ul className="plain-list">
          {uploads.map(({ id, filename, name }) => (
            <li key={id}>
              <Link href={`/uploads/${id}`}>{filename}</Link> for {name} was checked but not imported yet.
            </li>
          ))}
        </ul>
      )}
      <ul className="next">
        <li>
          <Link href="/prompt-sets">Prompt sets</Link>
          <span>Upload prompts, then what each system answered to them.</span>
        </li>
        <li>
          <Link href="/admin/people">People</Link>
          <span>Invite researchers and annotators by link, disable an account.</span>
        </li>
        <li>
          <Link href="/admin/names">Names</Link>
          <span>Which makers and models are looked for in responses.</span>
        </li>
        <li>
          <Link href="/admin/jobs">Jobs</Link>
          <span>What is under way, what failed and why.</span>
        </li>
        <li>
          <Link href="/admin/audit">Audit trail</Link>
          <span>Who did what, and when.</span>
        </li>
        <li>
          <Link href="/admin/security">Security log</Link>
          <span>Who signed in, what was refused and downloaded.</span>
        </li>
      </ul>
    </section>
  )
}
