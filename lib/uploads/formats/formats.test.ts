import { describe, expect, test } from 'vitest'
import { openFile } from '../read/open-file'
import type { ReadRow } from '../read/read-record'
import { chunksOf, jsonLines } from '../testing-files'
import { FORMATS } from './formats'
import { FIXTURES } from './testing-formats'

const kindOf = (id: string) => FORMATS.find((format) => format.id === id)?.kind ?? 'PROMPTS'

async function read(id: string, content: string | Buffer) {
  const { file = 'file.jsonl' } = FIXTURES[id] ?? {}
  const size = content.length > 100_000 ? 10_000 : 37
  const open = await openFile(kindOf(id), chunksOf(content, size), {}, { file, isNamed: true })
  const rows: ReadRow[] = []
  for await (const batch of open.rows()) rows.push(...batch)
  return { format: open.format.id, rows }
}

test('each format has a record of ours', () => {
  expect(Object.keys(FIXTURES)).toEqual(FORMATS.map(({ id }) => id))
})

describe.each(Object.entries(FIXTURES))('%s', (id, { record, wrong, problem = 'wrong_type' }) => {
  const good = [null, 'q-1', kindOf(id) === 'PROMPTS' ? 'Zip?' : 'Wax.']
  const found = async (content: string | Buffer) => {
    const { format, rows } = await read(id, content)
    expect(format).toBe(id)
    return rows.map((row) => [row.problem, row.externalId, row.messages?.map(({ content: said }) => said).join()])
  }

  test('is recognised and read, also as one list', async () => {
    expect(await found(jsonLines([record, record]))).toEqual([good, good])
    expect(await found(JSON.stringify([record, record], null, 2))).toEqual([good, good])
  })

  test('names what cannot be read, at its record, and reads the others', async () => {
    const lines = jsonLines([record, { ...record, ...wrong }, record]).split('\n')
    const [key, value] = Object.entries(record)[0] as [string, unknown]
    const twice = JSON.stringify(record).replace('{', `{${JSON.stringify(key)}: ${JSON.stringify(value)}, `)
    const harmful = JSON.stringify(record).replace('{', '{"__proto__": {"id": "x", "messages": [], "error": 1}, ')
    const rows = await found([...lines.slice(0, 3), '[1, 2]', twice, harmful].join('\n'))
    expect(rows.map(([code]) => code)).toEqual([null, problem, null, 'wrong_type', 'duplicate_key', null])
    expect([rows[0], rows[2], rows[5]]).toEqual([good, good, good])
  })

  test('a file that is cut names the half record; one of another encoding is refused at its line', async () => {
    const content = jsonLines([record, record])
    expect((await found(content.slice(0, -9))).map(([code]) => code)).toEqual([null, 'not_json'])
    const latin = Buffer.from(content.replace('Zip?', 'Zíp?').replace('Wax.', 'Wáx.'), 'latin1')
    await expect(read(id, latin)).rejects.toThrow(/[Ll]ine 1.*UTF-8|UTF-8.*line 1/)
    await expect(read(id, JSON.stringify([record, record]).slice(0, -20))).rejects.toThrow(/never closed/)
  })
})

test('each of ten thousand problem rows is named by its line', async () => {
  const { record, wrong } = FIXTURES['gemini-batch'] as (typeof FIXTURES)[string]
  const { rows } = await read('gemini-batch', jsonLines([record, ...Array(10_000).fill({ ...record, ...wrong })]))
  expect(rows.map(({ line }) => line)).toEqual(rows.map((_, index) => index + 1))
  expect(rows.filter(({ problem }) => problem === 'wrong_type')).toHaveLength(10_000)
})
