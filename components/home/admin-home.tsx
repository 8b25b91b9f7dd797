import Link from 'next/link'
import { PageHeading } from '@/components/ui/heading'
import { Standfirst } from '@/components/ui/text'
import { count } from '@/lib/numbers/count'

type Props = { promptSets: number; systems: number; people: number }

const PLACES = [
  { href: '/prompt-sets', name: 'Prompt sets', about: 'Upload prompts, then what each system answered to them.' },
  { href: '/systems', name: 'Systems', about: 'What answered: other names, the archive, what is in no study.' },
  { href: '/admin/people', name: 'People', about: 'Invite researchers and annotators by link, disable an account.' },
  { href: '/admin/names', name: 'Names', about: 'Which makers and models are looked for in responses.' },
  { href: '/admin/providers', name: 'Providers', about: 'Where language models are asked: keys, tests, prices.' },
  { href: '/admin/jobs', name: 'Jobs', about: 'What is under way, what failed and why.' },
  { href: '/admin/audit', name: 'Audit trail', about: 'Who did what, and when.' },
  { href: '/admin/security', name: 'Security log', about: 'Who signed in, what was refused and downloaded.' },
]

/** What the site holds, and an admin's places. */
export function AdminHome({ promptSets, systems, people }: Props) {
  return (
    <section className="[section+&]:mt-18" aria-labelledby="site">
      <PageHeading id="site">What this site holds</PageHeading>
      <Standfirst>
        {count(promptSets, 'prompt set')}, {count(systems, 'system')}, {count(people, 'person', 'people')} who may sign
        in.
      </Standfirst>
      <ul className="mt-4 grid list-none grid-cols-[repeat(auto-fill,minmax(17rem,1fr))] gap-x-10 border-t-[1.5px] border-ink">
        {PLACES.map(({ href, name, about }) => (
          // The whole step is the target.
          <li key={href} className="relative grid gap-[0.15rem] border-b border-rule py-[0.85rem] text-sm">
            <Link className="justify-self-start font-semibold after:absolute after:inset-0" href={href}>
              {name}
            </Link>
            <span className="text-ink-2">{about}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
