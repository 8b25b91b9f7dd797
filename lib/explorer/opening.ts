/** How much of a prompt is listed, in characters. */
export const OPENING_LENGTH = 160

/** As much of a text as is listed, to the end of a word. */
export function cutText(text: string): string {
  return text.length <= OPENING_LENGTH ? text : `${text.slice(0, OPENING_LENGTH).replace(/\s+\S*$/, '')} …`
}
