import { count } from '@/lib/numbers/count'
import type { Message } from '@/lib/prompts/messages'
import { FORMATS } from './formats/formats'
import { mappedUpload } from './mapping/mapped-format'
import { Mapping } from './mapping/schema'

const CONTAINERS = {
  jsonl: { name: 'JSON Lines', unit: 'line' },
  json: { name: 'JSON list', unit: 'record' },
  csv: { name: 'CSV', unit: 'record' },
  object: { name: 'JSON', unit: 'record' },
  parquet: { name: 'Parquet', unit: 'row' },
  xlsx: { name: 'Excel workbook', unit: 'row' },
  eval: { name: 'log archive', unit: 'sample' },
} as const

/** A row of the file that was read without a problem. */
type Sample = {
  externalId: string | null
  category: string | null
  tags: string[]
  sample: number
  messages: Message[]
  /** How the prompt begins, where the file brings it. */
  detail: string | null
}

type File = { kind: 'PROMPTS' | 'RESPONSES'; format: string; nameInFile: string | null; mapping: unknown }

/** How a file was read, in words: its format, and which field was taken for what, with an example. */
export function describeFile({ kind, format, nameInFile, mapping }: File, sample: Sample | null) {
  const [id, key] = format.split('/')
  const known = mapping === null ? FORMATS.find((one) => one.id === id) : mappedUpload(kind, Mapping.parse(mapping))
  const container = CONTAINERS[key as keyof typeof CONTAINERS] ?? CONTAINERS.jsonl
  const said = sample && beginningOf(sample.messages)
  const examples: Record<string, string | null | undefined> = {
    'Prompt id': sample?.externalId,
    Prompt: kind === 'PROMPTS' ? said : sample?.detail,
    Response: said,
    Category: sample?.category,
    Tags: sample?.tags.join(', '),
    Sample: sample && String(sample.sample),
    System: nameInFile,
  }
  return {
    name: known?.name ?? format,
    container: container.name,
    /** What is counted: lines, rows, or records where one may span lines. */
    unit: container.unit,
    /** Whether places are told by their line, of a workbook its row, and not by the number of the record. */
    isByLine: container.unit === 'line' || container.unit === 'row',
    fields: (known?.fields ?? []).map(([field, from]) => ({ field, from, example: examples[field] || null })),
  }
}

function beginningOf([first, ...more]: readonly Message[]): string | null {
  if (!first) return null
  const turns = more.length > 0 ? ` (and ${count(more.length, 'more turn')})` : ''
  return `${first.content.slice(0, 300)}${turns}`
}
