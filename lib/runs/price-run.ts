import 'server-only'
import { recordAudit } from '@/lib/audit/record'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { ModelSettings } from '@/lib/models/design'
import { priceOf } from '@/lib/providers/prices'

/**
 * Says what the calls of a run cost for which no price was known when they were made, by the price of the day they were
 * sent. What is not known of their usage counts as their worst case.
 * @returns how many calls were priced
 * @throws AppError `conflict` when no price is known now, either
 */
export async function priceRun({ actor, studyId }: Access<'study:run'>, annotatorId: string): Promise<number> {
  const annotator = await db.annotator.findUnique({
    where: { studyId_id: { studyId, id: annotatorId } },
    include: { run: true },
  })
  if (!annotator?.run) throw new AppError('not_found')
  const { providerId } = annotator.run
  const { model } = ModelSettings.parse(annotator.llm)
  const price = await priceOf(providerId, model, new Date())
  if (!price)
    throw new AppError('conflict', {
      message: `No price of ${model} is known. An admin can enter it, on the page Providers.`,
    })
  return db.$transaction(async (tx) => {
    const priced = await tx.$queryRaw<{ nanos: bigint | null }[]>`
      WITH unpriced AS (
        SELECT c.id, p."inputNanos", coalesce(p."cachedInputNanos", p."inputNanos") AS "cachedNanos", p."outputNanos"
        FROM "ModelCall" c CROSS JOIN LATERAL (
          SELECT * FROM "Price" p WHERE p."providerId" = ${providerId}::uuid AND p.model = ${model}
            AND p."validFrom" <= c."sentAt" ORDER BY p."validFrom" DESC LIMIT 1) p
        WHERE c."studyId" = ${studyId}::uuid AND c."annotatorId" = ${annotatorId}::uuid
          AND c.status <> 'SENT' AND c."costNanos" IS NULL FOR UPDATE OF c)
      UPDATE "ModelCall" c SET "costNanos" = CASE
          WHEN c.status = 'FAILED' AND c."httpStatus" >= 300 OR c.outcome = 'TOO_LONG' THEN 0
          WHEN c."inputTokens" IS NULL OR c."outputTokens" IS NULL THEN c."reservedTokens" * greatest(u."inputNanos", u."cachedNanos", u."outputNanos")
          ELSE (c."inputTokens" - least(coalesce(c."cachedTokens", 0), c."inputTokens")) * u."inputNanos"
               + least(coalesce(c."cachedTokens", 0), c."inputTokens") * u."cachedNanos" + c."outputTokens" * u."outputNanos" END
      FROM unpriced u WHERE c."studyId" = ${studyId}::uuid AND c.id = u.id
      RETURNING c."costNanos" AS nanos`
    const nanos = priced.reduce((sum, each) => sum + (each.nanos ?? 0n), 0n)
    await tx.modelRun.update({
      where: { studyId_annotatorId: { studyId, annotatorId } },
      data: { currency: price.currency, spentNanos: { increment: nanos } },
    })
    const detail = { calls: priced.length, currency: price.currency, nanos: String(nanos) }
    await recordAudit(tx, actor, { action: 'run.price', studyId, subject: annotator.code, detail })
    return priced.length
  })
}
