import { z } from 'zod'
import { text } from '@/lib/inputs'
import { Email, PersonName } from './schema'

/** People of one list, at most. */
export const MOST_PEOPLE = 200

/** For whom a link is: a name or a label, and their e-mail where it is known. */
export const NamedPerson = z.object({ name: PersonName, email: Email.nullable().default(null) })
export type NamedPerson = z.output<typeof NamedPerson>

/**
 * People as they are pasted, one a line: a name, an e-mail, or both, as `Mara Lindt, mara@example.org`, `Mara Lindt
 * <mara@example.org>` or two cells of a spreadsheet. Nobody is named twice.
 */
export const PersonLines = text(40_000).transform((pasted, context): NamedPerson[] => {
  const lines = pasted.split(/\r?\n/).filter((line) => line.trim() !== '')
  if (lines.length === 0) context.addIssue('Name at least one person.')
  if (lines.length > MOST_PEOPLE) context.addIssue(`At most ${MOST_PEOPLE} people at once.`)
  const seen = new Set<string>()
  return lines.slice(0, MOST_PEOPLE).flatMap((line, index) => {
    const person = readLine(line)
    const parsed = NamedPerson.safeParse(person)
    if (!parsed.success) {
      context.addIssue(`Line ${index + 1}: ${parsed.error.issues[0]?.message ?? 'It names nobody.'}`)
      return []
    }
    const key = parsed.data.email ?? parsed.data.name.toLowerCase()
    if (seen.has(key)) context.addIssue(`Line ${index + 1}: “${key}” is named twice.`)
    seen.add(key)
    return [parsed.data]
  })
})

function readLine(line: string): { name: string; email: string | null } {
  const email = /[^\s,;<>"]+@[^\s,;<>"]+/.exec(line)?.[0] ?? null
  const rest = (email === null ? line : line.replace(email, ' ')).replaceAll(/[<>"]/g, ' ')
  const name = rest.replaceAll(/^[\s,;]+|[\s,;]+$/g, '').replaceAll(/\s+/g, ' ')
  return { name: name || (email ?? ''), email }
}
