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
