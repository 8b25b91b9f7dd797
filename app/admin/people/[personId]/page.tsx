import type { Metadata } from 'next'
import Link from 'next/link'
import { PersonData } from '@/components/people/person-data'
import { PersonForms } from '@/components/people/person-forms'
import { day } from '@/components/ui/dates'
import { Frame } from '@/components/ui/frame'
import { Notice } from '@/components/ui/notice'
import { Section } from '@/components/ui/section'
import { Note, Prose, Standfirst } from '@/components/ui/text'
import { readIsRoleGiven } from '@/lib/people/change-standing'
import { readPerson } from '@/lib/people/queries'
import { ROLE_NAMES } from '@/lib/people/schema'
import { gate, sitePageAccess } from '@/lib/server/page'
import { erase, newPassword, resetFactors, setStanding } from '../actions'

export const metadata: Metadata = { title: 'Person' }

export default async function PersonPage({ params }: PageProps<'/admin/people/[personId]'>) {
  const access = await sitePageAccess('people:manage')
  const { personId } = await params
  const person = await gate(() => readPerson(access, personId))
  const isRoleGiven = await readIsRoleGiven(access, person.id)
  const crumbs = [{ label: 'People', href: '/admin/people' }, { label: person.name }]
  return (
    <Frame crumbs={crumbs} tag={person.disabledAt ? 'disabled' : undefined} person={access.actor}>
      <h1>{person.name}</h1>
      <Standfirst>
        {person.email ?? 'Without an e-mail'}, {ROLE_NAMES[person.role].toLowerCase()}. Account made on{' '}
        {day(person.createdAt)}. <Link href={`/admin/security?person=${person.id}`}>Security log</Link>
      </Standfirst>
      {person.erasedAt ? (
        <Notice className="mt-6">
          Erased on {day(person.erasedAt)}. What they judged stands, under codes that lead to nobody.
        </Notice>
      ) : (
        <PersonForms
          person={{
            ...{ id: person.id, name: person.name, role: person.role },
            ...{ isDisabled: person.disabledAt !== null, hasEmail: person.email !== null, isRoleGiven },
            hasFactor: person.secondFactorAt !== null,
          }}
          roles={ROLE_NAMES}
          setStanding={setStanding}
          newPassword={newPassword}
          resetFactors={resetFactors}
        />
      )}
      <Section className="max-w-3xl" aria-labelledby="parts">
        <h2 id="parts">Annotates</h2>
        {person.annotators.length === 0 && <Prose>No study.</Prose>}
        <ul className="list-none">
          {person.annotators.map(({ code, joinedAt, deactivatedAt, study }) => (
            <li key={study.id} className="border-b border-rule py-2">
              <Link href={`/studies/${study.id}`}>{study.title}</Link> as <strong>{code}</strong>, joined{' '}
              {day(joinedAt)}
              {deactivatedAt && `, removed ${day(deactivatedAt)}`}
            </li>
          ))}
        </ul>
        <Note className="mt-2">Only admins see who is behind a code.</Note>
      </Section>
      <PersonData
        person={{ id: person.id, name: person.name, isErased: person.erasedAt !== null }}
        isOneself={person.id === access.actor.id}
        email={access.actor.email}
        erase={erase}
      />
    </Frame>
  )
}
