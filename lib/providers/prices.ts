import 'server-only'
import { recordAudit } from '@/lib/audit/record'
import type { SiteAccess } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { type ModelPrice, toNanos } from './costs'
import type { PriceInput, PriceKey } from './schema'

const COLUMNS = {
  currency: true,
  inputNanos: true,
  cachedInputNanos: true,
  outputNanos: true,
  validFrom: true,
} as const

/**
 * What a model of a provider costs on a day: the price with the latest day that is not after it.
 * @returns null where none is known, which is not 0
 */
export async function priceOf(providerId: string, model: string, at: Date): Promise<ModelPrice | null> {
  return db.price.findFirst({
    where: { providerId, model, validFrom: { lte: at } },
    orderBy: { validFrom: 'desc' },
    select: COLUMNS,
  })
}

/**
 * Writes down what a model costs from a day on. Prices of other days stay; that of the same day is replaced.
 * @throws AppError `not_found`; `invalid` when the model has prices in another currency
 */
export async function setPrice({ actor }: SiteAccess<'providers:manage'>, input: PriceInput): Promise<void> {
  const { providerId, model, currency } = input
  const validFrom = new Date(`${input.validFrom}T00:00:00Z`)
  const amounts = {
    ...{ currency, createdById: actor.id, inputNanos: toNanos(input.input), outputNanos: toNanos(input.output) },
    cachedInputNanos: input.cachedInput === '' ? null : toNanos(input.cachedInput),
  }
  await db.$transaction(async (tx) => {
    const provider = await tx.provider.findUnique({ where: { id: providerId }, select: { name: true } })
    if (!provider) throw new AppError('not_found')
    const other = await tx.price.findFirst({
      where: { providerId, model, currency: { not: currency }, validFrom: { not: validFrom } },
    })
    if (other) throw otherCurrency(model, other.currency)
    const where = { providerId_model_validFrom: { providerId, model, validFrom } }
    await tx.price.upsert({ where, create: { providerId, model, validFrom, ...amounts }, update: amounts })
    const { input: sent, output: made, cachedInput: kept } = input
    const detail = { model, currency, from: input.validFrom, input: sent, output: made, ...(kept && { cached: kept }) }
    await recordAudit(tx, actor, { action: 'provider.price', subject: provider.name, detail })
  })
}

function otherCurrency(model: string, currency: string): AppError {
  const message = `Prices of ${model} are in ${currency}: budgets cannot be in two currencies.`
  return new AppError('invalid', { message, fields: { currency: [message] } })
}

/** Takes a price back that was typed in wrongly. @throws AppError `not_found` */
export async function removePrice({ actor }: SiteAccess<'providers:manage'>, key: PriceKey): Promise<void> {
  await db.$transaction(async (tx) => {
    const { providerId, priceId: id } = key
    const price = await tx.price.findFirst({ where: { id, providerId }, include: { provider: true } })
    if (!price) throw new AppError('not_found')
    await tx.price.delete({ where: { id } })
    const detail = { model: price.model, from: price.validFrom.toISOString().slice(0, 10) }
    await recordAudit(tx, actor, { action: 'provider.price-remove', subject: price.provider.name, detail })
  })
}
