/** What PostgreSQL cannot hold in a text: U+0000, and halves of characters, which UTF-8 has no bytes for. */
const UNSTORABLE = /[\0\p{Surrogate}]/u

/** Whether the database can hold a text as it is. */
export function isStorable(text: string): boolean {
  return !UNSTORABLE.test(text)
}

/** Said of a field whose text cannot be stored. */
export const NOT_STORABLE = 'This holds a character that is no text. Remove it, or paste it as plain text.'
