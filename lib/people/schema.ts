import { z } from 'zod'
import { LANGUAGE_CODES } from '@/lib/i18n/languages'
import { text, word } from '@/lib/inputs'

/** An e-mail as accounts are known by: without outer spaces, in lower case. */
export const Email = text(254).toLowerCase().pipe(z.email('Give an e-mail such as name@example.org.'))

/** Length is all that is asked of a password: rules on its characters make worse ones. */
export const Password = z
  .string()
  .min(10, 'A password needs at least 10 characters.')
  .max(200, 'A password has at most 200 characters.')

/** Control characters by their numbers: of Unicode's classes not all programs know that read the API's document. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what a line may not have
const ONE_LINE = /^[^\x00-\x1f\x7f-\x9f]*$/

/** What a person is called: one line of any text. It is shown as text wherever it stands. */
export const PersonName = text(100).min(1, 'Give a name.').regex(ONE_LINE, 'A name is one line of text.')

/** What somebody new says of themselves. */
export const NewPerson = z.object({ name: PersonName, email: Email, password: Password })
export type NewPerson = z.output<typeof NewPerson>

const Capacity = z.coerce.number().int('Give a whole number.').min(1, 'At least 1.').max(100_000, 'At most 100,000.')
const Days = z.coerce.number().int('Give a whole number.').min(1, 'At least 1 day.').max(365, 'At most 365 days.')

/** A link for somebody who is to work on the site. */
export const StaffInvite = z.object({
  role: z.enum(['ADMIN', 'RESEARCHER', 'ANNOTATOR']),
  capacity: Capacity.default(1),
  days: Days.default(14),
})
export type StaffInvite = z.output<typeof StaffInvite>

/** What a link into a study allows where nobody says otherwise. */
export const INVITE_DEFAULTS = { capacity: 50, days: 30 }

/** A link into a group of a study, for as many people as wanted; null, where somebody says so, is no limit. */
export const AnnotatorInvite = z.object({
  studyId: z.uuid(),
  groupId: z.uuid(),
  capacity: Capacity.nullable().default(INVITE_DEFAULTS.capacity),
  days: Days.nullable().default(INVITE_DEFAULTS.days),
})
export type AnnotatorInvite = z.output<typeof AnnotatorInvite>

const MOST_EMAILS = 50

/** E-mails as people paste them: with commas, semicolons, spaces or lines between. */
const Emails = text(10_000).transform((pasted, context) => {
  const given = pasted.split(/[\s,;]+/).filter((each) => each !== '')
  if (given.length === 0) context.addIssue('Give at least one e-mail.')
  if (given.length > MOST_EMAILS) context.addIssue(`At most ${MOST_EMAILS} e-mails at once.`)
  return given.slice(0, MOST_EMAILS).map((each) => {
    const email = Email.safeParse(each)
    if (!email.success) context.addIssue(`“${each.slice(0, 100)}” is no e-mail.`)
    return email.data ?? ''
  })
})

const MailLanguage = z.enum(LANGUAGE_CODES)

/** Links for staff, a mail each. */
export const MailedStaffInvites = z.object({
  role: z.enum(['ADMIN', 'RESEARCHER', 'ANNOTATOR']),
  emails: Emails,
  language: MailLanguage,
})
export type MailedStaffInvites = z.output<typeof MailedStaffInvites>

/** Links into a group, a mail each. */
export const MailedAnnotatorInvites = z.object({
  studyId: z.uuid(),
  groupId: z.uuid(),
  emails: Emails,
  language: MailLanguage,
})
export type MailedAnnotatorInvites = z.output<typeof MailedAnnotatorInvites>

/** Reminders of a study. */
export const Reminders = z.object({ studyId: z.uuid(), language: MailLanguage })

/** What a link carries. Any text may stand in an address; what is no token of ours leads nowhere. */
export const InviteToken = word(200)

/** The hash of the consent text that was agreed to; null where there is none. */
export const AgreesTo = word(64).nullable().default(null)

/** What somebody new sends with an invite link. */
export const NewPersonByInvite = NewPerson.extend({ token: InviteToken, agreesTo: AgreesTo })
export type NewPersonByInvite = z.output<typeof NewPersonByInvite>

/** Roles in plain words, in the order of what they may do. */
export const ROLE_NAMES = { ADMIN: 'Admin', RESEARCHER: 'Researcher', ANNOTATOR: 'Annotator' } as const

/** One person, as the admin's forms name them. */
export const PersonKey = z.object({ personId: z.uuid() })
export type PersonKey = z.output<typeof PersonKey>

/** What an admin may set about a person's standing. */
export const Standing = PersonKey.extend({
  role: z.enum(['ADMIN', 'RESEARCHER', 'ANNOTATOR']).optional(),
  disabled: z.boolean().optional(),
})
export type Standing = z.output<typeof Standing>

/** A new password with the one it replaces. */
export const PasswordChange = z.object({
  current: word(200),
  password: Password,
})
export type PasswordChange = z.output<typeof PasswordChange>
