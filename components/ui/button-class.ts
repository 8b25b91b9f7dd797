export type Look = 'normal' | 'primary' | 'plain' | 'link'

/** The classes of something that looks like a button. */
export function buttonClass(look: Look): string {
  return look === 'normal' ? 'btn' : `btn ${look}`
}
