import { AppError } from '@/lib/errors'
import { UNPACKED } from './bounds'
import type { RawRecord } from './raw-record'
import { type XmlEvent, xmlEvents } from './sax'
import { SheetReader } from './sheet'
import { nameOf } from './unpacking'
import { unreadable } from './unreadable'
import type { Zip } from './zip'

type Sheet = { name: string; file: string }

/** A workbook: its first sheet that is shown becomes records, and the others are named. */
export type Workbook = { sheet: string; notRead: string[]; raws: () => AsyncGenerator<RawRecord[]> }

const BOOK = 'xl/workbook.xml'

export function isWorkbook(zip: Zip): boolean {
  return zip.find(BOOK) !== undefined
}

/** @throws AppError `file_unreadable` when it is damaged, too large, or has no sheet to read */
export async function openWorkbook(zip: Zip, name: string): Promise<Workbook> {
  const size = zip.entries.reduce((sum, entry) => sum + (isRead(entry.fileName) ? entry.uncompressedSize : 0), 0)
  if (size > UNPACKED.workbookBytes)
    throw unreadable(
      `${nameOf(name)} holds ${Math.round(size / 1024 / 1024)} MB unpacked; workbooks are read up to 50 MB. Save the sheet as “CSV UTF-8”.`,
    )
  return whole(name, async () => {
    const { sheets, is1904 } = await readBook(zip)
    const [first, ...others] = sheets.filter(({ file }) => zip.find(file))
    if (!first) throw unreadable(`${nameOf(name)} has no sheet that is shown. Save it with one.`)
    const [shared, dates] = [await readSharedTexts(zip), await readDateStyles(zip)]
    const reader = new SheetReader({ shared, dates, is1904, sheet: first.name })
    return {
      sheet: first.name,
      notRead: others.map((sheet) => sheet.name),
      raws: () => readSheet(zip, first.file, reader, name),
    }
  })
}

const isRead = (file: string) => /^xl\/(workbook|sharedStrings|styles|worksheets\/[^/]+)\.xml$/.test(file)

async function* readSheet(zip: Zip, file: string, reader: SheetReader, name: string): AsyncGenerator<RawRecord[]> {
  const events = eventsOf(zip, file)
  for (;;) {
    const next = await whole(name, async () => {
      const records: RawRecord[] = []
      for (;;) {
        const { value, done } = await events.next()
        if (done) return { records, done }
        const record = reader.take(value)
        if (record) records.push(record)
        if (records.length >= 200) return { records, done: false }
      }
    })
    yield next.records
    if (next.done) return
  }
}

async function* eventsOf(zip: Zip, file: string): AsyncGenerator<XmlEvent> {
  const entry = zip.find(file)
  if (entry) yield* xmlEvents(zip.read(entry))
}

/** Sheets that are shown, in their order, with the files that hold them. */
async function readBook(zip: Zip): Promise<{ sheets: Sheet[]; is1904: boolean }> {
  const targets = new Map<string, string>()
  for await (const event of eventsOf(zip, 'xl/_rels/workbook.xml.rels'))
    if (event.eventType === 'opentag' && event.value.name === 'Relationship') {
      const { Id = '', Target = '' } = event.value.attributes
      targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`)
    }
  const sheets: Sheet[] = []
  let is1904 = false
  for await (const event of eventsOf(zip, BOOK)) {
    if (event.eventType !== 'opentag') continue
    const { name, attributes } = event.value
    if (plain(name) === 'workbookPr') is1904 = ['1', 'true'].includes(attributes.date1904 ?? '')
    if (plain(name) === 'sheet' && (attributes.state ?? 'visible') === 'visible')
      sheets.push({ name: attributes.name ?? '', file: targets.get(attributes['r:id'] ?? '') ?? '' })
  }
  return { sheets, is1904 }
}

/** Texts that cells share: of each, its runs one after the other, without how it is read aloud. */
async function readSharedTexts(zip: Zip): Promise<string[]> {
  const texts: string[] = []
  let [text, isText, isAloud] = ['', false, false]
  for await (const event of eventsOf(zip, 'xl/sharedStrings.xml')) {
    if (event.eventType === 'text') {
      if (isText && !isAloud) text += event.value
      continue
    }
    const [name, opens] = [plain(event.value.name), event.eventType === 'opentag']
    if (name === 'rPh') isAloud = opens
    else if (name === 't') isText = opens
    else if (name === 'si' && opens) text = ''
    else if (name === 'si') texts.push(text)
  }
  return texts
}

/** Whether a number in a cell of each style is a date. */
async function readDateStyles(zip: Zip): Promise<boolean[]> {
  const dates: boolean[] = []
  const own = new Map<number, boolean>()
  let isCells = false
  for await (const { eventType, value } of eventsOf(zip, 'xl/styles.xml')) {
    if (eventType === 'text') continue
    const name = plain(value.name)
    if (name === 'cellXfs') isCells = eventType === 'opentag'
    if (eventType !== 'opentag') continue
    if (name === 'numFmt') own.set(Number(value.attributes.numFmtId), saysDate(value.attributes.formatCode ?? ''))
    if (name === 'xf' && isCells) {
      const id = Number(value.attributes.numFmtId ?? 0)
      dates.push(own.get(id) ?? ((id >= 14 && id <= 22) || (id >= 45 && id <= 47)))
    }
  }
  return dates
}

function saysDate(format: string): boolean {
  return /[dmyhs]/i.test(format.replaceAll(/"[^"]*"|\\.|\[[^\]]*\]|General/gi, ''))
}

/** A tag without its namespace. */
function plain(tag: string): string {
  return tag.slice(tag.indexOf(':') + 1)
}

async function whole<T>(name: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof AppError) throw error
    throw unreadable(`${nameOf(name)} cannot be read as a workbook: it is damaged. Save it again.`, error)
  }
}
