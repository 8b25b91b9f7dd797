import { RecordProblem } from '../problems'
import { MAX_RECORD_BYTES, UNPACKED } from './bounds'
import { explainJson, nestsTooDeep } from './json-text'
import type { RawRecord } from './raw-record'
import { nameOf } from './unpacking'
import { unreadable } from './unreadable'
import type { Zip } from './zip'

/** How deep a log's sample nests, of which little is read. */
const DEEP = 512

/** Whether an archive is a log of Inspect (`.eval`). */
export function isInspectLog(zip: Zip): boolean {
  return zip.find('header.json') !== undefined && zip.entries.some(isSample)
}

const isSample = ({ fileName }: { fileName: string }) => /^samples\/.*\.json$/.test(fileName)

/** A log's samples as records, without what happened while they were made (events, messages), each with its model and task. */
export async function* inspectSamples(zip: Zip, name: string): AsyncGenerator<RawRecord[]> {
  const header = zip.find('header.json')
  if (!header) return
  const about = aboutInspect(parse(await zip.readWhole(header, UNPACKED.sampleBytes), `${nameOf(name)}, header.json`))
  let record = 0
  for (const entry of zip.entries.filter(isSample)) {
    record += 1
    const place = { line: record, record, about }
    const text = await zip.readWhole(entry, UNPACKED.sampleBytes)
    try {
      const bytes = Buffer.from(JSON.stringify(readSample(text)))
      yield [{ ...place, bytes: bytes.length > MAX_RECORD_BYTES ? null : bytes }]
    } catch (error) {
      if (!(error instanceof RecordProblem)) throw error
      const fault = new RecordProblem(error.code, `${entry.fileName}: ${error.detail}`)
      yield [{ ...place, bytes: Buffer.from('{}'), fault }]
    }
  }
}

/** What a log says of all its samples. */
export function aboutInspect(header: unknown): { model: unknown; task: unknown } {
  const { eval: about } = (header ?? {}) as { eval?: { model?: unknown; task?: unknown } }
  return { model: about?.model ?? null, task: about?.task ?? null }
}

const READ = ['id', 'epoch', 'input', 'target', 'output', 'error', 'attachments'] as const

function readSample(bytes: Buffer): object {
  if (nestsTooDeep(bytes, DEEP))
    throw new RecordProblem('too_long', `Lists and objects nest deeper than ${DEEP} levels`)
  const text = bytes.toString('utf8')
  let sample: unknown
  try {
    sample = JSON.parse(text)
  } catch (error) {
    throw new RecordProblem('not_json', explainJson(text, error))
  }
  const given = (sample ?? {}) as Partial<Record<(typeof READ)[number], unknown>>
  return Object.fromEntries(READ.filter((field) => given[field] !== undefined).map((field) => [field, given[field]]))
}

function parse(bytes: Buffer, place: string): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch (error) {
    throw unreadable(`${place} is no JSON. Write or download the log again.`, error)
  }
}
