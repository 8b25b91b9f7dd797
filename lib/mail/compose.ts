import 'server-only'
import { db } from '@/lib/db/client'
import type { Mail } from '@/lib/db/generated/client'
import { type Language, localeOf, readLanguage } from '@/lib/i18n/languages'
import { pageTranslator } from '@/lib/i18n/pages'
import { hashLinkToken, linkToken, remindersToken } from './link-token'
import { type Letter, onSite } from './write-mail'

/** How long a link to sign in, or to another password, serves. */
const LINK_MINUTES = 15

/** What a mail says now; null where there is nothing to say any more, or nobody to say it to. */
export async function compose(mail: Mail): Promise<Letter | null> {
  const language = readLanguage(mail.language)
  if (mail.kind === 'INVITE') return composeInvite(mail, language)
  if (mail.kind === 'REMINDER') return composeReminder(mail, language)
  if (mail.kind === 'TEAM') return composeTeam(mail, language)
  return composeLink(mail, mail.kind === 'RESET' ? 'RESET' : 'SIGN_IN', language)
}

async function composeInvite({ id, inviteId }: Mail, language: Language): Promise<Letter | null> {
  const invite = await db.invite.findUnique({ where: { id: inviteId ?? '', revokedAt: null } })
  if (!invite || (invite.expiresAt && invite.expiresAt < new Date())) return null
  const [study, by] = await Promise.all([
    invite.studyId && db.study.findUnique({ where: { id: invite.studyId }, select: { title: true } }),
    db.user.findUnique({ where: { id: invite.createdById }, select: { name: true } }),
  ])
  const t = pageTranslator(language, 'mail')
  const [name, host] = [by?.name ?? 'Evenhand', new URL(onSite('/')).host]
  return {
    subject: study ? t('inviteSubject', { title: study.title }) : t('staffSubject', { host }),
    paragraphs: [
      study ? t('invite', { name, title: study.title }) : t('staff', { name, host, role: invite.role }),
      t('inviteAccount'),
    ],
    link: { label: t('inviteLink'), href: onSite(`/join/${linkToken(id)}`) },
    notes: [...(invite.expiresAt ? [t('until', { day: dayIn(language, invite.expiresAt) })] : []), t('notMeant')],
  }
}

function dayIn(language: Language, date: Date): string {
  return new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'long', timeZone: 'UTC' }).format(date)
}

/** Whether anybody has the account is found here, behind the queue: who asks for a link cannot tell. */
async function composeLink(mail: Mail, kind: 'SIGN_IN' | 'RESET', language: Language): Promise<Letter | null> {
  // Nobody waits for it any more.
  if (mail.createdAt.getTime() < Date.now() - 60 * 60 * 1000) return null
  // Somebody without a password signs in elsewhere, which a mail must not get around.
  const where = { email: mail.to, disabledAt: null, passwordHash: { not: null } }
  const person = await db.user.findFirst({ where, select: { id: true, name: true } })
  if (!person) return null
  const token = linkToken(mail.id)
  const expiresAt = new Date(Date.now() + LINK_MINUTES * 60_000)
  const link = { tokenHash: hashLinkToken(token), userId: person.id, kind, expiresAt }
  await db.mailedLink.createMany({ data: [link], skipDuplicates: true })
  const t = pageTranslator(language, 'mail')
  const host = new URL(onSite('/')).host
  return {
    subject: t(kind === 'RESET' ? 'resetSubject' : 'signInSubject', { host }),
    paragraphs: [t(kind === 'RESET' ? 'reset' : 'signIn', { name: person.name, host })],
    link: { label: t(kind === 'RESET' ? 'resetLink' : 'signInLink'), href: onSite(`/sign-in/link/${token}`) },
    notes: [t('minutes', { minutes: LINK_MINUTES }), t('notAsked')],
  }
}

async function composeTeam({ to, studyId }: Mail, language: Language): Promise<Letter | null> {
  const member = await db.studyMember.findFirst({
    where: { studyId: studyId ?? '', user: { email: to, disabledAt: null } },
    select: { role: true, user: { select: { name: true } }, study: { select: { title: true } } },
  })
  if (!member) return null
  const { role, user, study } = member
  const t = pageTranslator(language, 'mail')
  return {
    subject: t('teamSubject', { title: study.title }),
    paragraphs: [t('team', { name: user.name, role, title: study.title }), t('teamMore', { role })],
    link: { label: t('teamLink'), href: onSite(`/studies/${studyId}`) },
    notes: [t('teamWhy')],
  }
}

async function composeReminder({ to, studyId }: Mail, language: Language): Promise<Letter | null> {
  const person = await db.user.findFirst({ where: { email: to, disabledAt: null, remindersOffAt: null } })
  const study = await db.study.findFirst({ where: { id: studyId ?? '', status: 'OPEN' }, select: { title: true } })
  if (!person || !study) return null
  const t = pageTranslator(language, 'mail')
  const token = remindersToken(person.id)
  return {
    subject: t('reminderSubject', { title: study.title }),
    paragraphs: [t('reminder', { name: person.name, title: study.title }), t('reminderMore')],
    link: { label: t('reminderLink'), href: onSite(`/annotate/${studyId}`) },
    notes: [t('reminderWhy')],
    unsubscribe: {
      label: t('reminderOff'),
      href: onSite(`/reminders/${token}`),
      post: onSite(`/api/reminders/${token}`),
    },
  }
}
