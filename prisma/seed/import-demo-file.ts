import { createReadStream } from 'node:fs'
import path from 'node:path'
import type { SiteAccess } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { importUpload } from '@/lib/uploads/import-upload'
import { stageUpload } from '@/lib/uploads/stage-upload'

type DemoFile = { kind: 'PROMPTS' | 'RESPONSES'; filename: string; name: string; promptSetId?: string }

/** Uploads a file of `prisma/demo` as an admin would. @returns the id of the prompt set it went into */
export async function importDemoFile(access: SiteAccess<'uploads:manage'>, file: DemoFile): Promise<string> {
  const bytes = createReadStream(path.join(import.meta.dirname, '../demo', file.filename))
  const id = await stageUpload(access, file, bytes)
  // One demo answer is empty on purpose: a system may say nothing.
  await importUpload(access, { uploadId: id, acceptEmpty: true, leaveOutProblems: false })
  const { promptSetId } = await db.upload.findUniqueOrThrow({ where: { id } })
  if (!promptSetId) throw new Error(`${file.filename} went into no prompt set`)
  return promptSetId
}
