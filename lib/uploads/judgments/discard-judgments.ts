import 'server-only'
import type { z } from 'zod'
import type { SiteAccess } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import type { DiscardImportInput } from './schema'

const ONE_MINUTE = 60_000

/** Throws an import's rows away. @throws AppError `upload_settled` when it was imported or discarded before */
export async function discardJudgments(
  _access: SiteAccess<'imports:manage'>,
  { importId }: z.output<typeof DiscardImportInput>,
): Promise<void> {
  await db.$transaction(
    async (tx) => {
      const { count } = await tx.studyImport.updateMany({
        where: { id: importId, status: 'STAGED' },
        data: { status: 'DISCARDED' },
      })
      if (count === 0) throw new AppError('upload_settled')
      await tx.$executeRaw`DELETE FROM "ImportRow" WHERE "importId" = ${importId}::uuid`
    },
    { timeout: ONE_MINUTE },
  )
}
