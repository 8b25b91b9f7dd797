import { isUtf8 } from 'node:buffer'
import { unreadable } from './unreadable'

const NEWLINE = 0x0a

/**
 * The text of some bytes that start on `line`.
 * @throws AppError `file_unreadable` naming line and byte, when they are not UTF-8 or hold a NUL byte
 */
export function decodeUtf8(bytes: Buffer, line: number): string {
  if (!isUtf8(bytes)) throw unreadable(notUtf8(bytes, line))
  const nul = bytes.indexOf(0)
  if (nul >= 0)
    throw unreadable(
      `${placeOf(bytes, nul, line)} is a NUL byte, which no text file holds. Save the file as UTF-8 text, then try again.`,
    )
  return bytes.toString('utf8')
}

function notUtf8(bytes: Buffer, line: number): string {
  const at = firstInvalid(bytes)
  const hex = `0x${(bytes[at] ?? 0).toString(16).toUpperCase().padStart(2, '0')}`
  return `The file is not UTF-8: ${placeOf(bytes, at, line)} is ${hex}. Save it as UTF-8 (in Excel: “CSV UTF-8”), then try again.`
}

function placeOf(bytes: Buffer, at: number, line: number): string {
  const before = bytes.subarray(0, at)
  const lines = before.filter((byte) => byte === NEWLINE).length
  return `byte ${at - before.lastIndexOf(NEWLINE)} of line ${line + lines}`
}

/** Where decoding first goes wrong: at the first replacement character that the bytes do not hold themselves. */
function firstInvalid(bytes: Buffer): number {
  const text = bytes.toString('utf8')
  let offset = 0
  let from = 0
  for (let at = text.indexOf('\uFFFD'); at >= 0; at = text.indexOf('\uFFFD', from)) {
    // Counted on from the last one: a text may hold millions of them.
    offset += Buffer.byteLength(text.slice(from, at))
    if (bytes.toString('latin1', offset, offset + 3) !== '\xEF\xBF\xBD') return offset
    offset += 3
    from = at + 1
  }
  return 0
}
