/** Characters a title may have. */
const LONGEST = 120

/** A title with words after it, shortened where it would grow too long. */
export function withSuffix(title: string, suffix: string): string {
  const room = LONGEST - suffix.length
  // By code points: half a character is no text.
  const kept = title.length <= room ? title : `${cut(title, room - 1).trimEnd()}…`
  return kept + suffix
}

function cut(text: string, length: number): string {
  let kept = ''
  for (const character of text) {
    if (kept.length + character.length > length) break
    kept += character
  }
  return kept
}
