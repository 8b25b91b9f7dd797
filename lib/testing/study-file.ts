import { text } from 'node:stream/consumers'
import { fromBufferPromise } from 'yauzl'
import { authorizeActor } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { writeStudyFile } from '@/lib/formats/export/study-files'
import { makeActor } from './fixtures'

/** A file of a study as whoever may see everything at any time gets it. */
export async function readStudyFile(studyId: string, name: string, query: object = {}): Promise<Buffer> {
  await db.study.update({ where: { id: studyId }, data: { looks: 'ANYTIME' } })
  const access = await authorizeActor(await makeActor('ADMIN'), studyId, 'study:read')
  const chunks: Buffer[] = []
  for await (const chunk of (await writeStudyFile(access, name, query)).chunks) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}

/** The same where it has one JSON object a line. */
export async function readStudyLines<Row = Record<string, unknown>>(studyId: string, name: string, query: object = {}) {
  return toLines<Row>((await readStudyFile(studyId, name, query)).toString())
}

export function toLines<Row = Record<string, unknown>>(text: string): Row[] {
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Row)
}

/** What is in an archive, by names, as texts. */
export async function unzip(archive: Buffer): Promise<Record<string, string>> {
  const zip = await fromBufferPromise(archive, { lazyEntries: true })
  const files: Record<string, string> = {}
  for await (const entry of zip.eachEntry()) files[entry.fileName] = await text(await zip.openReadStreamPromise(entry))
  return files
}
