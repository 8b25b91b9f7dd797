import { env } from '@/lib/env'

/** What a mail says, in paragraphs, with one link. */
export type Letter = {
  subject: string
  paragraphs: string[]
  link: { label: string; href: string }
  /** Small print. */
  notes: string[]
  /** How the recipient gets no more of its kind. */
  unsubscribe?: { label: string; href: string; post: string }
}

/** An address on this site. */
export function onSite(path: string): string {
  return new URL(path, env().NEXTAUTH_URL).href
}

/** The same words as plain text and as plain HTML, each paragraph in its own reading direction: no picture, no style of others, nothing that tells that it was read. */
export function writeMail({ subject, paragraphs, link, notes, unsubscribe }: Letter) {
  const small = [...notes, ...(unsubscribe ? [`${unsubscribe.label} ${unsubscribe.href}`] : [])]
  const text = [...paragraphs, `${link.label}:\n${link.href}`, '-- ', ...small].join('\n\n')
  const body = [
    ...paragraphs.map((each) => `<p dir="auto">${escapeHtml(each)}</p>`),
    `<p dir="auto"><a href="${escapeHtml(link.href)}">${escapeHtml(link.label)}</a></p>`,
    `<p dir="auto" style="color:#555;font-size:smaller">${notes.map(escapeHtml).join('<br>')}</p>`,
    ...(unsubscribe
      ? [
          `<p dir="auto" style="color:#555;font-size:smaller"><a href="${escapeHtml(unsubscribe.href)}">${escapeHtml(unsubscribe.label)}</a></p>`,
        ]
      : []),
  ]
  const headers = unsubscribe && {
    // RFC 8058: mail programs show a button of their own.
    'List-Unsubscribe': `<${unsubscribe.post}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  }
  return { subject: subject.replaceAll(/\s+/g, ' '), text, html: body.join('\n'), headers: headers ?? {} }
}

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
