import 'server-only'
import { randomUUID } from 'node:crypto'
import { recordAudit } from '@/lib/audit/record'
import type { SiteAccess } from '@/lib/auth/access'
import type { Actor } from '@/lib/auth/actor'
import { db, type Tx } from '@/lib/db/client'
import { Prisma, type Provider } from '@/lib/db/generated/client'
import { AppError } from '@/lib/errors'
import { seal } from '@/lib/security/seal'
import type { ProviderChange, ProviderInput } from './schema'

/**
 * Adds a provider.
 * @returns its id
 * @throws AppError `name_taken`; `conflict` when a key cannot be sealed here
 */
export async function createProvider({ actor }: SiteAccess<'providers:manage'>, input: ProviderInput): Promise<string> {
  const { key, userIds, ...fields } = input
  const id = randomUUID()
  const sealed = key ? await sealing(id, key) : {}
  await db.$transaction(async (tx) => {
    await requireFreeName(tx, fields.name)
    await tx.provider.create({ data: { id, ...fields, ...sealed, createdById: actor.id } })
    await setUsers(tx, id, fields.use === 'LISTED' ? userIds : [])
    const detail = { kind: fields.kind, address: hostOf(fields.baseUrl), use: fields.use }
    await recordAudit(tx, actor, { action: 'provider.create', subject: fields.name, detail })
    if (key) await recordAudit(tx, actor, { action: 'provider.key', subject: fields.name, detail: { does: 'SET' } })
  })
  return id
}

async function sealing(id: string, key: string): Promise<{ sealedKey: string; keyEnd: string }> {
  // Of a short one its end would be too much of it.
  return { sealedKey: await seal(id, key), keyEnd: key.length >= 12 ? key.slice(-4) : '' }
}

/**
 * Changes a provider: what is set of it, and its key.
 * @throws AppError `not_found`; `name_taken`; `invalid` when the key would go to another address than it was entered for
 */
export async function changeProvider({ actor }: SiteAccess<'providers:manage'>, input: ProviderChange): Promise<void> {
  const { providerId: id, key, userIds, ...fields } = input
  const sealed = key.does === 'CHANGE' ? await sealing(id, key.key) : {}
  await db.$transaction(async (tx) => {
    const before = await lockProvider(tx, id)
    if (before.name !== fields.name) await requireFreeName(tx, fields.name)
    const moves = before.kind !== fields.kind || originOf(before.baseUrl) !== originOf(fields.baseUrl)
    if (moves && before.sealedKey !== null && key.does === 'STAY') throw keyWouldMove()
    const gone = key.does === 'GO' ? { sealedKey: null, keyEnd: null } : {}
    // What was found of another address holds no longer.
    const forgotten = moves ? { probe: Prisma.DbNull, probedAt: null } : {}
    await tx.provider.update({ where: { id }, data: { ...fields, ...sealed, ...gone, ...forgotten } })
    await setUsers(tx, id, fields.use === 'LISTED' ? userIds : [])
    await noteChange(tx, actor, { before, input })
  })
}

/** A key is entered for an address: who could change that alone could have it sent to themselves. */
function keyWouldMove(): AppError {
  const message = 'Enter the key anew: with this change it would be sent to another address than it was entered for.'
  return new AppError('invalid', { message, fields: { key: [message] } })
}

async function noteChange(tx: Tx, actor: Actor, { before, input }: { before: Provider; input: ProviderChange }) {
  const { providerId: _, key, userIds: _users, ...fields } = input
  const changed = (Object.keys(fields) as (keyof typeof fields)[]).filter((name) => before[name] !== fields[name])
  const detail = { changed, ...(changed.includes('baseUrl') && { address: hostOf(fields.baseUrl) }) }
  await recordAudit(tx, actor, { action: 'provider.change', subject: fields.name, detail })
  if (key.does === 'STAY') return
  await recordAudit(tx, actor, { action: 'provider.key', subject: fields.name, detail: { does: key.does } })
}

async function setUsers(tx: Tx, providerId: string, userIds: readonly string[]): Promise<void> {
  await tx.providerUser.deleteMany({ where: { providerId } })
  const people = await tx.user.findMany({ where: { id: { in: [...userIds] } }, select: { id: true } })
  await tx.providerUser.createMany({ data: people.map(({ id: userId }) => ({ providerId, userId })) })
}

/** The row, so that of two who change it the second sees what the first did. @throws AppError `not_found` */
export async function lockProvider(tx: Tx, id: string): Promise<Provider> {
  await tx.$executeRaw`SELECT FROM "Provider" WHERE id = ${id}::uuid FOR UPDATE`
  const found = await tx.provider.findUnique({ where: { id } })
  if (!found) throw new AppError('not_found')
  return found
}

async function requireFreeName(tx: Tx, name: string): Promise<void> {
  if (await tx.provider.findUnique({ where: { name }, select: { id: true } }))
    throw new AppError('name_taken', { fields: { name: ['Another provider has this name.'] } })
}

function originOf(url: string): string {
  return new URL(url).origin
}

function hostOf(url: string): string {
  return new URL(url).host
}
