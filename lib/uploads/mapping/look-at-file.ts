import { RecordProblem } from '../problems'
import { closing, cutFile, type Limits } from '../read/cut-file'
import type { JsonRecord } from '../read/fields'
import type { RawRecord } from '../read/raw-record'
import { takeTable } from '../read/take-table'
import { type LookedAt, TableLook } from './look'

/** Records that are shown as they will be read, and how many characters of them at most. */
const SHOWN_RECORDS = 20
const SHOWN_CHARACTERS = 512 * 1024

/** What a table is, before anybody has said what its columns mean. */
export type LookedTable = {
  bytes: number
  records: number
  /** Records that cannot be parsed, and what is wrong with the first. */
  broken: number
  firstBroken: string | null
  places: LookedAt[]
  /** Further places, not named. */
  more: number
  /** The first records, each as JSON. */
  shown: string[]
}

/**
 * Looks at a whole table, keeping of it no more than what is told.
 * @throws AppError `file_unreadable`, here or while it is read; `too_large`
 */
export async function lookAtFile(source: AsyncIterable<Uint8Array>, limits: Limits = {}) {
  const { container, raws, total, close } = await cutFile(source, limits)
  const { parse, seen, columns } = await closing(close, () => takeTable(container, raws))
  const look = new TableLook(columns)
  const [shown, broken] = [[] as string[], [] as string[]]
  let [characters, problems] = [0, 0]
  const show = (record: JsonRecord) => {
    if (shown.length >= SHOWN_RECORDS) return
    const text = JSON.stringify(record)
    characters += text.length
    if (characters <= SHOWN_CHARACTERS) shown.push(text)
  }
  const lookAt = (raw: RawRecord) => {
    if (raw.bytes?.length === 0) return
    try {
      const record = parse(raw)
      look.add(record)
      show(record)
    } catch (error) {
      if (!(error instanceof RecordProblem)) throw error
      if (error.code === 'blank') return
      problems++
      if (broken.length === 0) broken.push(`line ${raw.line}: ${error.detail}`)
    }
  }
  return {
    format: 'table',
    container: container.kind,
    close,
    // Nothing of it is kept: it is read to its end for what is told, as fast as somebody waits for it.
    texts: (async function* (): AsyncGenerator<string> {
      for (const raw of seen) lookAt(raw)
      for await (const batch of raws) {
        for (const raw of batch) lookAt(raw)
        yield ''
      }
    })(),
    summary: (): LookedTable => ({
      ...{ bytes: total().bytes, ...look.summary(), broken: problems },
      ...{ firstBroken: broken[0] ?? null, shown },
    }),
  }
}
