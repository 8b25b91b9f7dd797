import { type ManageActs, ManageThing } from '@/components/ui/manage-thing'
import { Notice } from '@/components/ui/notice'
import { Section, Titles } from '@/components/ui/section'
import type { GroupWithLinks } from '@/lib/annotators/queries'
import { count } from '@/lib/numbers/count'
import type { PersonalLink } from '@/lib/people/personal-invites'
import { INVITE_DEFAULTS } from '@/lib/people/schema'
import type { Answer } from '@/lib/server/action'
import { InviteAnnotators } from './invite-annotators'
import { InvitePeople } from './invite-people'
import { LinkTable } from './link-table'
import { MailGroupInvites } from './mail-invites'
import { PersonalLinks } from './personal-links'

type Props = {
  studyId: string
  group: GroupWithLinks
  /** False once the study is closed. */
  takesPeople: boolean
  /** Links into it that name somebody. */
  personal: readonly PersonalLink[]
  invite: Parameters<typeof InviteAnnotators>[0]['invite']
  invitePeople: Parameters<typeof InvitePeople>[0]['invite']
  /** Null where no mail is sent. */
  mailInvites: Parameters<typeof MailGroupInvites>[0]['send'] | null
  revoke: (input: { inviteId: string; studyId: string }) => Promise<Answer<unknown>>
  manage: {
    group: ManageActs<{ studyId: string; groupId: string }>
    link: ManageActs<{ studyId: string; inviteId: string }>
  }
}

/** A group's invite links, and a way to make another. */
export function GroupLinks({ studyId, group, takesPeople, personal, revoke, manage, ...makes }: Props) {
  const { invite, invitePeople, mailInvites } = makes
  const { id, name, codePrefix, annotators, placesLeft, links } = group
  const defaults = { capacity: placesLeft || INVITE_DEFAULTS.capacity, days: INVITE_DEFAULTS.days }
  return (
    <Section aria-labelledby={`group-${id}`}>
      <Titles>
        <h2 id={`group-${id}`}>Links into {name}</h2>
        <ManageThing thing={{ studyId, groupId: id }} name={name} kind="group" acts={manage.group} look="link" />
      </Titles>
      <p className="mb-5 max-w-(--measure)">
        {count(annotators, 'annotator')}, coded {codePrefix}01, {codePrefix}02 and on. A link makes an account and joins
        this group; whoever has an account just joins.
      </p>
      {takesPeople ? (
        <>
          <InviteAnnotators studyId={studyId} groupId={id} defaults={defaults} invite={invite} />
          <InvitePeople studyId={studyId} groupId={id} days={INVITE_DEFAULTS.days} invite={invitePeople} />
          {mailInvites && <MailGroupInvites studyId={studyId} groupId={id} send={mailInvites} />}
        </>
      ) : (
        <Notice>The study is closed, so its links take nobody in.</Notice>
      )}
      {links.length > 0 && (
        <div className="mt-6 max-w-4xl">
          <LinkTable links={links} studyId={studyId} revoke={revoke} manage={manage.link} />
        </div>
      )}
      {personal.length > 0 && (
        <div className="mt-6 max-w-4xl">
          <PersonalLinks links={personal} studyId={studyId} revoke={revoke} manage={manage.link} />
        </div>
      )}
    </Section>
  )
}
