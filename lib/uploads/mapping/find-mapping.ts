import 'server-only'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { Mapping } from './schema'

/** A kept mapping. Only for functions that hold an access. @throws AppError `not_found` */
export async function findMapping(mappingId: string): Promise<Mapping> {
  const found = await db.mapping.findUnique({ where: { id: mappingId }, select: { mapping: true } })
  if (!found) throw new AppError('not_found', { message: 'There is no such mapping any more. Choose another one.' })
  return Mapping.parse(found.mapping)
}
