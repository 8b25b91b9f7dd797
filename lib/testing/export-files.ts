import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { JUDGMENT_COLUMNS } from '@/lib/exports/columns'
import { exportRows } from '@/lib/exports/export-judgments'
import { csvChunks, jsonlChunks } from '@/lib/http/stream'
import { grantAdmin } from './written-study'

/** A study's judgments as files in a folder, by the code that serves them once results may be seen. */
export async function exportFiles(studyId: string, folder: string): Promise<{ csv: string; jsonl: string }> {
  const access = await grantAdmin(studyId, 'study:export')
  const save = async (name: string, chunks: AsyncIterable<string>) => {
    let text = ''
    for await (const chunk of chunks) text += chunk
    await writeFile(path.join(folder, name), text)
    return path.join(folder, name)
  }
  const columns = JUDGMENT_COLUMNS.map(({ name }) => name)
  return {
    csv: await save('a.csv', csvChunks((await exportRows(access)).batches, columns)),
    jsonl: await save('a.jsonl', jsonlChunks((await exportRows(access)).batches)),
  }
}
