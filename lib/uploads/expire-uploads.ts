import 'server-only'
import { recordAudit } from '@/lib/audit/record'
import { db } from '@/lib/db/client'
import { log } from '@/lib/log'
import { KEPT_DAYS, KEPT_MS } from './limits'

const ONE_MINUTE = 60_000
const ONE_HOUR = 3_600_000

/**
 * Throws away the rows of uploads, and of files of judgments, that nobody decided on in time; the note that there was one stays, as when somebody
 * discards it. Of processes that do this at once, one does.
 * @returns how many uploads were thrown away
 */
export async function expireUploads(now = new Date()): Promise<number> {
  const createdAt = { lt: new Date(now.getTime() - KEPT_MS) }
  return db.$transaction(
    async (tx) => {
      const expired = await tx.upload.updateManyAndReturn({
        where: { status: 'STAGED', createdAt },
        data: { status: 'DISCARDED' },
        select: { id: true, kind: true, name: true, filename: true, sha256: true },
      })
      for (const { id, ...about } of expired) {
        await tx.$executeRaw`DELETE FROM "UploadRow" WHERE "uploadId" = ${id}::uuid`
        const detail = { ...about, afterDays: KEPT_DAYS }
        await recordAudit(tx, null, { action: 'upload.expire', subject: id, detail })
      }
      const imports = await tx.studyImport.updateManyAndReturn({
        where: { status: 'STAGED', createdAt },
        data: { status: 'DISCARDED' },
        select: { id: true },
      })
      await tx.importRow.deleteMany({ where: { importId: { in: imports.map(({ id }) => id) } } })
      return expired.length + imports.length
    },
    { timeout: ONE_MINUTE },
  )
}

/** Does it now, and from hour to hour as long as this process serves. */
export function keepExpiring(): void {
  const expire = () =>
    expireUploads().catch((err: unknown) =>
      log.warn({ err }, 'uploads that nobody decided on could not be thrown away'),
    )
  void expire()
  setInterval(expire, ONE_HOUR).unref()
}
