import 'server-only'
import { z } from 'zod'
import type { Access, SiteAccess } from '@/lib/auth/access'
import type { Actor } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import type { Prisma } from '@/lib/db/generated/client'
import { AppError } from '@/lib/errors'
import { canOpen } from '@/lib/security/seal'
import type { ModelPrice } from './costs'
import { type ModelProbe, type Probe, readProbe } from './probe'

/** How a provider's key stands: none is sent, one is there, or one is there that cannot be opened. */
export type KeyState = 'NONE' | 'THERE' | 'LOST'

const WITH_ALL = {
  users: { include: { user: { select: { id: true, name: true, email: true } } } },
  prices: { orderBy: [{ model: 'asc' }, { validFrom: 'desc' }] },
  _count: { select: { runs: true } },
} as const satisfies Prisma.ProviderInclude

type Row = Prisma.ProviderGetPayload<{ include: typeof WITH_ALL }>

/** A provider as admins see it: all but its key. */
export type ProviderRow = Omit<Row, 'sealedKey' | 'probe' | 'users' | '_count'> & {
  keyState: KeyState
  probe: Probe | null
  users: { id: string; name: string; email: string | null }[]
  runs: number
}

/** All providers, by name. */
export async function listProviders(_access: SiteAccess<'providers:manage'>): Promise<ProviderRow[]> {
  return (await db.provider.findMany({ include: WITH_ALL, orderBy: { name: 'asc' } })).map(withoutKey)
}

/** One of them. @throws AppError `not_found` */
export async function readProvider(_access: SiteAccess<'providers:manage'>, id: string): Promise<ProviderRow> {
  const row = z.uuid().safeParse(id).success && (await db.provider.findUnique({ where: { id }, include: WITH_ALL }))
  if (!row) throw new AppError('not_found')
  return withoutKey(row)
}

function withoutKey({ sealedKey, probe, users, _count, ...row }: Row): ProviderRow {
  return {
    ...row,
    keyState: sealedKey === null ? 'NONE' : canOpen(sealedKey) ? 'THERE' : 'LOST',
    probe: readProbe(probe),
    users: users.map(({ user }) => user),
    runs: _count.runs,
  }
}

/** Whom a provider can be for, beside admins: researchers who may sign in. */
export async function listPossibleUsers(
  _access: SiteAccess<'providers:manage'>,
): Promise<{ id: string; name: string; email: string | null }[]> {
  const where = { role: 'RESEARCHER', disabledAt: null } as const
  return db.user.findMany({
    where,
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    select: { id: true, name: true, email: true },
  })
}

/** A price with the model it is of. */
export type PricedModel = ModelPrice & { model: string }

/** A provider as whoever designs studies sees it. */
export type UsableProvider = {
  id: string
  name: string
  kind: Row['kind']
  /** Models that it lists, and those that were tested without being on the list. */
  models: string[]
  /** What the test found of each model that answered. */
  tested: ModelProbe[]
  /** What each model costs today, where that is known. */
  prices: PricedModel[]
}

/** The providers whose models somebody may put into studies, by name; those switched off are not among them. */
export async function listUsableProviders({
  actor,
}: SiteAccess<'providers:use'> | Access<'study:design'>): Promise<UsableProvider[]> {
  const rows = await db.provider.findMany({
    where: { disabledAt: null, ...usableBy(actor) },
    orderBy: { name: 'asc' },
    select: {
      ...{ id: true, name: true, kind: true, probe: true },
      prices: { where: { validFrom: { lte: new Date() } }, orderBy: [{ model: 'asc' }, { validFrom: 'desc' }] },
    },
  })
  return rows.map(({ id, name, kind, probe: found, prices }) => {
    const probe = readProbe(found)
    const tested = (probe?.tested ?? []).filter(({ problem }) => problem === null)
    const models = [...new Set([...tested.map(({ model }) => model), ...(probe?.models ?? [])])]
    return { id, name, kind, models, tested, prices: latestOf(prices) }
  })
}

/** Whether somebody may put models of this provider into studies. */
export async function mayUseProvider(actor: Actor, providerId: string): Promise<boolean> {
  return (await db.provider.count({ where: { id: providerId, disabledAt: null, ...usableBy(actor) } })) === 1
}

function usableBy({ id, role }: Actor): Prisma.ProviderWhereInput {
  if (role === 'ADMIN') return {}
  if (role !== 'RESEARCHER') return { id: { in: [] } }
  return { OR: [{ use: 'RESEARCHERS' }, { use: 'LISTED', users: { some: { userId: id } } }] }
}

function latestOf(prices: readonly PricedModel[]): PricedModel[] {
  return prices
    .filter((price, index) => prices.findIndex(({ model }) => model === price.model) === index)
    .map(({ model, currency, inputNanos, cachedInputNanos, outputNanos, validFrom }) => ({
      ...{ model, currency, inputNanos, cachedInputNanos, outputNanos, validFrom },
    }))
}
