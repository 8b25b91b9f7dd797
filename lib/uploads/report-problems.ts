import 'server-only'
import { z } from 'zod'
import type { SiteAccess } from '@/lib/auth/access'
import { findUpload } from './find-upload'
import { listProblems } from './list-problems'
import { PROBLEMS } from './problems'
import { UploadedFile } from './schema'

export const REPORT_COLUMNS = [
  'file',
  'line',
  'record',
  'prompt_id',
  'problem',
  'what',
  'detail',
  'what_to_do',
] as const

const ROWS_A_BATCH = 5_000

/** All problem rows of an upload in the order of its file, in words. @throws AppError `not_found`, before the first is read */
export async function reportProblems({ actor }: SiteAccess<'uploads:manage'>, uploadId: string) {
  return readProblems(await findUpload(actor, uploadId))
}

async function* readProblems(upload: Awaited<ReturnType<typeof findUpload>>) {
  const files = z.array(UploadedFile).parse(upload.files)
  for (let after: bigint | undefined = 0n; after !== undefined; ) {
    const rows = await listProblems(upload, { after, limit: ROWS_A_BATCH })
    yield rows.map(({ file, line, record, externalId, problem, detail }) => {
      const { what, advice } = PROBLEMS[problem]
      return {
        file: files[file]?.name ?? upload.filename,
        line,
        record,
        prompt_id: externalId,
        problem,
        what,
        detail,
        what_to_do: advice,
      }
    })
    after = rows.length === ROWS_A_BATCH ? rows.at(-1)?.id : undefined
  }
}
