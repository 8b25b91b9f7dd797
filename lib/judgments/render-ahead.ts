import 'server-only'
import type pg from 'pg'
import { z } from 'zod'
import { db, inTransaction } from '@/lib/db/client'
import { RENDERER } from '@/lib/markdown/renderer'
import { type Message, Messages } from '@/lib/prompts/messages'
import { type Masked, type RenderingThread, startRenderingThread } from './render-in-thread'

/** Rows at a time: some tenths of a second of work, after which what was made stands. */
const BATCH = 50

const TextRow = z.object({ id: z.string(), messages: Messages })
const MaskedRow = z.object({
  id: z.string(),
  masks: z.array(z.string()),
  prompt: Messages,
  responseA: Messages,
  responseB: Messages.nullable(),
})

type Kind<Row extends { id: string }> = {
  row: z.ZodType<Row>
  /** Up to `$3` rows after the id `$2` that belong to `$1` and are not rendered as they should be. */
  find: string
  /** Keeps `$3` of the rows `$2` as made by `$1`. */
  keep: string
  /** The texts of a row by what they are, and the words that are masked in them: the thread does that, too. */
  texts: (row: Row) => Record<string, Message[]>
  masks: (row: Row) => readonly string[]
  /** What is kept of them. */
  html: (made: Record<string, Made[]>) => unknown
}
type Made = { role: string; html: string }

// What others render at this moment is passed over; a reader waits for nobody.
const LAST = 'LIMIT $3 FOR NO KEY UPDATE'
const kept = (table: string, more = '') =>
  `UPDATE "${table}" t SET html = n.html, renderer = $1
   FROM unnest($2::uuid[], $3::json[]) AS n(id, html) WHERE t.id = n.id${more}`
const ofSet = (table: string): Kind<z.output<typeof TextRow>> => ({
  row: TextRow,
  find: `SELECT id, messages FROM "${table}"
         WHERE "promptSetId" = $1 AND id > $2 AND renderer IS DISTINCT FROM $4 ORDER BY id ${LAST} SKIP LOCKED`,
  keep: kept(table),
  texts: ({ messages }) => ({ messages }),
  masks: () => [],
  html: ({ messages }) => messages,
})
const PROMPTS = ofSet('Prompt')
const RESPONSES = ofSet('SystemResponse')

/** Items with masked words have HTML of their own. */
const MASKED: Kind<z.output<typeof MaskedRow>> = {
  row: MaskedRow,
  find: `SELECT i.id, i.masks, p.messages AS prompt, ra.messages AS "responseA", rb.messages AS "responseB"
         FROM "Item" i
         JOIN "Prompt" p ON p.id = i."promptId"
         JOIN "SystemResponse" ra ON ra.id = i."responseAId"
         LEFT JOIN "SystemResponse" rb ON rb.id = i."responseBId"
         WHERE i."studyId" = $1 AND i.id > $2 AND i.masks <> '{}' AND i.renderer IS DISTINCT FROM $4
         ORDER BY i.id ${LAST} OF i SKIP LOCKED`,
  keep: kept('Item', ' AND t."studyId" = $4'),
  texts: ({ prompt, responseA, responseB }) => ({ prompt, responseA, ...(responseB && { responseB }) }),
  masks: ({ masks }) => masks,
  html: (made) => made,
}

/**
 * Renders what the texts of a study will look like on the desk, in a thread of its own, and keeps it: whoever judges them is
 * served what is there. Rows that are rendered already are left alone, so that it may be called, and broken off, any time.
 */
export async function renderStudy(studyId: string): Promise<void> {
  await withThread((thread) => renderOne(thread, studyId))
}

/** The same for the set that an upload went into. */
export async function renderUpload(uploadId: string): Promise<void> {
  const { promptSetId } = await db.upload.findUniqueOrThrow({ where: { id: uploadId }, select: { promptSetId: true } })
  if (promptSetId) await withThread((thread) => renderSet(thread, promptSetId))
}

/** The same for all studies in which somebody may judge: what an update or a broken-off start has left. */
export async function renderOpenStudies(): Promise<void> {
  const open = await db.study.findMany({ where: { status: { in: ['OPEN', 'PAUSED'] } }, select: { id: true } })
  if (open.length === 0) return
  await withThread(async (thread) => {
    for (const { id } of open) await renderOne(thread, id)
  })
}

async function renderOne(thread: RenderingThread, studyId: string): Promise<void> {
  const { promptSetId } = await db.study.findUniqueOrThrow({ where: { id: studyId }, select: { promptSetId: true } })
  if (!promptSetId) return
  await renderSet(thread, promptSetId)
  // Where words are masked, an item has HTML of its own.
  await renderAll(thread, studyId, MASKED)
}

async function renderSet(thread: RenderingThread, promptSetId: string): Promise<void> {
  await renderAll(thread, promptSetId, PROMPTS)
  await renderAll(thread, promptSetId, RESPONSES)
}

/** The thread starts with the first text: most starts of the app find everything rendered. */
async function withThread(run: (thread: RenderingThread) => Promise<void>): Promise<void> {
  let started: RenderingThread | undefined
  const render = (texts: readonly Masked[]) => {
    started ??= startRenderingThread()
    return started.render(texts)
  }
  try {
    await run({ render, close: async () => undefined })
  } finally {
    await started?.close()
  }
}

const FIRST = '00000000-0000-0000-0000-000000000000'

async function renderAll<Row extends { id: string }>(thread: RenderingThread, of: string, kind: Kind<Row>) {
  for (let after: string | undefined = FIRST; after; )
    after = await inTransaction((client) => renderBatch(client, thread, of, kind, after as string))
}

/** @returns the last id of the batch; undefined when there was none */
async function renderBatch<Row extends { id: string }>(
  client: pg.PoolClient,
  thread: RenderingThread,
  of: string,
  kind: Kind<Row>,
  after: string,
): Promise<string | undefined> {
  const found = await client.query(kind.find, [of, after, BATCH, RENDERER])
  const rows = z.array(kind.row).parse(found.rows)
  if (rows.length === 0) return undefined
  const htmls = await thread.render(
    rows.flatMap((row) =>
      Object.values(kind.texts(row))
        .flat()
        .map(({ content }) => ({ text: content, masks: kind.masks(row) })),
    ),
  )
  const next = htmls.values()
  const made = rows.map((row) =>
    Object.fromEntries(
      Object.entries(kind.texts(row)).map(([name, messages]) => [
        name,
        messages.map(({ role }) => ({ role, html: next.next().value ?? '' })),
      ]),
    ),
  )
  const values = [RENDERER, rows.map(({ id }) => id), made.map((each) => JSON.stringify(kind.html(each)))]
  await client.query(kind.keep, kind === (MASKED as unknown) ? [...values, of] : values)
  return rows.at(-1)?.id
}
