import { z } from 'zod'

/** Why a field may be left unread: the other kind of upload reads it, or files of this format have it beside. */
const Known = z.enum(['OTHER', 'BESIDE'])

/** What a file holds that was not read. */
export const Unread = z.object({
  /** Records that were read. */
  records: z.number(),
  /** Those with the most text first. */
  fields: z.array(
    z.object({ field: z.string(), records: z.number(), characters: z.number(), known: Known.nullable() }),
  ),
  /** Further fields, not named. */
  more: z.number(),
  /** Characters of text that were read, and those that were not in fields that no upload reads. */
  read: z.number(),
  ignored: z.number(),
})
export type Unread = z.output<typeof Unread>

/** How many fields are told of by name. */
const NAMED = 50

/** What two files of one upload hold that was not read. */
export function mergeUnread(one: Unread | null, other: Unread): Unread {
  if (!one) return other
  const fields = new Map(one.fields.map((field) => [field.field, field]))
  for (const field of other.fields) {
    const known = fields.get(field.field)
    const sums = {
      records: (known?.records ?? 0) + field.records,
      characters: (known?.characters ?? 0) + field.characters,
    }
    fields.set(field.field, { ...field, ...sums })
  }
  const all = [...fields.values()].sort((a, b) => b.characters - a.characters || b.records - a.records)
  return {
    records: one.records + other.records,
    fields: all.slice(0, NAMED),
    more: one.more + other.more + Math.max(0, all.length - NAMED),
    read: one.read + other.read,
    ignored: one.ignored + other.ignored,
  }
}

/** Fields that were not read, each with its share of the records, from 0 to 1. */
export function sharesUnread({ fields, records }: Unread) {
  return fields.map(({ field, records: n, known }) => ({ field, share: records === 0 ? 0 : n / records, known }))
}

/** Whether more text would be lost than kept: then somebody has to say so. */
export function losesMore({ read, ignored }: Unread): boolean {
  return ignored > read
}

/** Why such a file is not imported as it is, and what can be done. */
export function explainLoss({ fields }: Unread): string {
  const names = fields
    .filter(({ known }) => known === null)
    .slice(0, 5)
    .map(({ field }) => `“${field}”`)
    .join(', ')
  return `Nothing was imported: what is not read (${names}) holds more text than what is. Rename the fields that are needed as under “File formats” (docs/file-formats.md) and upload the file again, or choose to import without them.`
}
