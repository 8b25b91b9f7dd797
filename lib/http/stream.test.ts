import fc from 'fast-check'
import { expect, test } from 'vitest'
import { attachment, csvChunks, download, FOR_EXCEL, fileStem, textChunks } from './stream'

/** What a browser names a file by: the name in its own letters where there is one (RFC 6266, RFC 8187). */
function nameOf(header: string): string | null {
  const own = /filename\*=UTF-8''([!#$&+.^_`|~A-Za-z0-9%-]+)$/.exec(header)?.[1]
  return own === undefined ? (/filename="([^"]*)"/.exec(header)?.[1] ?? null) : decodeURIComponent(own)
}

test.each([
  ['Every figure', 'every-figure', 'every-figure'],
  ['한국어 모델 비교 (2차)', '한국어-모델-비교-2차', '-2'],
  ['Étude №3: café', 'étude-no3-café', 'etude-no3-cafe'],
  ['研究', '研究', ''],
  ['<script>alert(1)</script>"; drop', 'script-alert-1-script-drop', 'script-alert-1-script-drop'],
  ['\u202e💥', 'study', 'study'],
])('“%s” names its files %s', (title, stem, plain) => {
  expect(fileStem(title)).toBe(stem)
  const header = attachment(`${stem}-judgments.csv`)
  expect(nameOf(header)).toBe(`${stem}-judgments.csv`)
  expect(header).toContain(`filename="${`${plain}-judgments.csv`.replace(/^-+/, '')}"`)
})

test('whatever the title, the header is ASCII, quotes nothing else, and the name is short enough for a disk', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (title) => {
      const name = `${fileStem(title)}-figure-1.csv`
      const header = attachment(name)
      expect(header).toMatch(/^attachment; filename="[A-Za-z0-9._-]+"(; filename\*=UTF-8''[!#$&+.^_`|~A-Za-z0-9%-]+)?$/)
      expect(nameOf(header)).toBe(name)
      expect(Buffer.byteLength(name)).toBeLessThan(200)
      expect(new Headers({ 'content-disposition': header }).get('content-disposition')).toBe(header)
    }),
    { numRuns: 1000 },
  )
})

test('a CSV for Excel begins with one byte order mark, every other file as it is', async () => {
  const bytes = async (address: string, type: string, rows: object[][]) => {
    const answer = await download(new Request(address), { name: '연구.csv', type }, csvChunks(rows, ['system']))
    return Buffer.from(await answer.arrayBuffer()).toString('utf8')
  }
  const address = 'http://localhost/api/studies/1/judgments.csv'
  const rows = [[{ system: '가온' }], [{ system: '나래' }]]
  expect(await bytes(address, 'text/csv', rows)).toBe('system\n가온\n나래\n')
  expect(await bytes(`${address}${FOR_EXCEL}`, 'text/csv', rows)).toBe('\ufeffsystem\n가온\n나래\n')
  expect(await bytes(`${address}${FOR_EXCEL}`, 'text/csv', [])).toBe('\ufeffsystem\n')
  const json = await download(
    new Request(`${address}${FOR_EXCEL}`),
    { name: 'a', type: 'application/jsonl' },
    textChunks('{}'),
  )
  expect(Buffer.from(await json.arrayBuffer())[0]).toBe(0x7b)
})
