import type { Metadata } from 'next'
import Link from 'next/link'
import { InviteStaff } from '@/components/people/invite-staff'
import { LetUpload } from '@/components/people/let-upload'
import { LinkTable } from '@/components/people/link-table'
import { MailStaffInvites } from '@/components/people/mail-invites'
import { PeopleTable } from '@/components/people/people-table'
import { TokenTable } from '@/components/people/token-table'
import { Button } from '@/components/ui/button'
import { Frame } from '@/components/ui/frame'
import { Section } from '@/components/ui/section'
import { Prose, Standfirst } from '@/components/ui/text'
import { sendsMail } from '@/lib/mail/settings'
import { listPeople, listStaffLinks } from '@/lib/people/queries'
import { ROLE_NAMES } from '@/lib/people/schema'
import { findParticipant } from '@/lib/privacy/find-participant'
import { oneOf } from '@/lib/search-params'
import { sitePageAccess } from '@/lib/server/page'
import { listAllTokens } from '@/lib/tokens/queries'
import { readResearchersUpload } from '@/lib/uploads/own-uploads'
import { askLink, deleteLink, endToken, inviteStaff, letUpload, mailStaff, renameLink, revokeLink } from './actions'

const manageLink = { ask: askLink, rename: renameLink, remove: deleteLink }

export const metadata: Metadata = { title: 'People' }

export default async function PeoplePage({ searchParams }: PageProps<'/admin/people'>) {
  const access = await sitePageAccess('people:manage')
  const search =
    oneOf(await searchParams, 'q')
      ?.trim()
      .slice(0, 100) ?? ''
  const [{ people, total }, participants, links, tokens, researchersUpload] = await Promise.all([
    listPeople(access, search),
    findParticipant(access, search),
    listStaffLinks(access),
    listAllTokens(access),
    readResearchersUpload(),
  ])
  return (
    <Frame crumbs={[{ label: 'People' }]} person={access.actor}>
      <h1>People</h1>
      <Standfirst>Everybody with an account. Annotators usually join by a link of their study.</Standfirst>
      <Section aria-labelledby="accounts">
        <h2 id="accounts">Accounts</h2>
        <search>
          <form className="mb-5 flex max-w-sm gap-2" action="/admin/people">
            <input
              name="q"
              type="search"
              defaultValue={search}
              aria-label="Name, e-mail, or id at a crowd platform"
              placeholder="Name, e-mail, platform id"
            />
            <Button type="submit">Search</Button>
          </form>
        </search>
        {participants.map(({ personId, name, study }) => (
          <Prose key={personId + study} className="mb-3">
            That id at a crowd platform is <Link href={`/admin/people/${personId}`}>{name}</Link> in {study}.
          </Prose>
        ))}
        <PeopleTable people={people} total={total} search={search} />
      </Section>
      <Section aria-labelledby="invite">
        <h2 id="invite">Invite somebody</h2>
        <InviteStaff roles={ROLE_NAMES} invite={inviteStaff} />
        {sendsMail() && <MailStaffInvites roles={ROLE_NAMES} send={mailStaff} />}
      </Section>
      <Section aria-labelledby="uploads">
        <h2 id="uploads">Uploads</h2>
        <p className="mb-4 max-w-(--measure)">
          {researchersUpload
            ? 'Researchers may upload prompt sets and responses. What they upload is their own until they share it; what admins upload is everybody’s.'
            : 'Only admins upload. What researchers uploaded before is still theirs.'}
        </p>
        <LetUpload may={researchersUpload} letUpload={letUpload} />
      </Section>
      {links.length > 0 && (
        <Section aria-labelledby="links">
          <h2 id="links">Links that still work</h2>
          <LinkTable
            links={links.map((link) => ({ ...link, state: 'open', leadsTo: ROLE_NAMES[link.role] }))}
            revoke={revokeLink}
            manage={manageLink}
          />
        </Section>
      )}
      {tokens.length > 0 && (
        <Section aria-labelledby="tokens">
          <h2 id="tokens">Tokens of scripts</h2>
          <TokenTable tokens={tokens} revoke={endToken} />
        </Section>
      )}
    </Frame>
  )
}
