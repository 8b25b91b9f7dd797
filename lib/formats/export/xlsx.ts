import 'server-only'
import type { Column } from '@/lib/exports/columns'
import { type Batches, textChunks } from '@/lib/http/stream'
import { type ZipEntry, zipChunks } from '@/lib/http/zip'

/** A sheet of a workbook. */
export type Sheet = { name: string; columns: readonly Column[]; batches: Batches }

/** As many characters as a cell of Excel holds. */
const MOST_CHARACTERS = 32_767

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/**
 * Sheets as a workbook of Excel, written as their rows come. Texts are texts, whatever they begin with: nothing in it is a
 * formula. Each row stands in its sheet as it comes: a library that writes workbooks keeps them all where the one who
 * downloads is slower.
 */
export function xlsxChunks(sheets: readonly Sheet[]): AsyncGenerator<Uint8Array> {
  const fixed = (name: string, text: string): ZipEntry => ({ name, chunks: () => textChunks(XML + text) })
  return zipChunks([
    fixed('[Content_Types].xml', contentTypes(sheets)),
    fixed('_rels/.rels', relations([['officeDocument', 'xl/workbook.xml']])),
    fixed('xl/workbook.xml', workbook(sheets)),
    fixed(
      'xl/_rels/workbook.xml.rels',
      relations(sheets.map((_, at) => ['worksheet', `worksheets/sheet${at + 1}.xml`])),
    ),
    ...sheets.map((sheet, at) => ({ name: `xl/worksheets/sheet${at + 1}.xml`, chunks: () => sheetChunks(sheet) })),
  ])
}

const contentTypes = (sheets: readonly Sheet[]) => `<Types xmlns="${PACKAGE}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/xl/workbook.xml" ContentType="${SHEET_TYPE}.sheet.main+xml"/>
${sheets.map((_, at) => `<Override PartName="/xl/worksheets/sheet${at + 1}.xml" ContentType="${SHEET_TYPE}.worksheet+xml"/>`).join('\n')}
</Types>`

const relations = (
  targets: readonly (readonly [type: string, target: string])[],
) => `<Relationships xmlns="${PACKAGE}/relationships">
${targets.map(([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`).join('\n')}
</Relationships>`

const workbook = (sheets: readonly Sheet[]) => `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>
${sheets.map(({ name }, at) => `<sheet name="${escaped(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`).join('\n')}
</sheets></workbook>`

async function* sheetChunks({ columns, batches }: Sheet): AsyncGenerator<string> {
  const names = columns.map(({ name }) => name)
  // The header goes with the first rows, as a CSV's does; it stays in sight.
  let before = `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView></sheetViews><sheetData>\n${row(1, names)}`
  let number = 1
  for await (const batch of batches) {
    const rows = batch as readonly Record<string, unknown>[]
    const lines = rows.map((each) =>
      row(
        ++number,
        names.map((name) => each[name]),
      ),
    )
    yield before + lines.join('')
    before = ''
  }
  yield `${before}</sheetData></worksheet>`
}

const row = (number: number, cells: readonly unknown[]) =>
  `<row r="${number}">${cells.map((value, at) => cell(`${letters(at)}${number}`, value)).join('')}</row>\n`

/** Letters of a column: A to Z, then AA and on. */
function letters(at: number): string {
  return (at < 26 ? '' : letters(Math.floor(at / 26) - 1)) + String.fromCharCode(65 + (at % 26))
}

function cell(place: string, value: unknown): string {
  if (value === null || value === undefined || value === '') return ''
  if (typeof value === 'number') return `<c r="${place}"><v>${value}</v></c>`
  if (typeof value === 'boolean') return `<c r="${place}" t="b"><v>${value ? 1 : 0}</v></c>`
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${escaped(fitted(text))}</t></is></c>`
}

/** A longer text would make Excel mend the file: it is cut, and says where it stands whole. */
function fitted(text: string): string {
  if (text.length <= MOST_CHARACTERS) return text
  const note = ` … [cut by Excel’s limit: ${text.length} characters; CSV and JSONL have all of them]`
  return text.slice(0, MOST_CHARACTERS - note.length) + note
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;' }

/** Text as XML holds it; a sign that XML cannot hold stands as Excel writes it, and so does what looks like one. */
function escaped(text: string): string {
  return text
    .replace(/_x(?=[0-9A-Fa-f]{4}_)/g, '_x005F_x')
    .replace(/[&<>"\r]/g, (sign) => ENTITIES[sign] ?? sign)
    .replace(UNHOLDABLE, (sign) => `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
}

/** Control characters, and halves of a pair without the other. */
const UNHOLDABLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML cannot hold
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g
