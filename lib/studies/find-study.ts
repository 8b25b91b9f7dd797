import 'server-only'
import { z } from 'zod'
import type { SiteAccess } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'

/** A study by its id or its title, as a command is told. @throws AppError `not_found` where none is called so, or several */
export async function findStudy(_: SiteAccess<'studies:list'>, called: string): Promise<{ id: string }> {
  const where = z.uuid().safeParse(called).success ? { id: called } : { title: called }
  const [study, ...more] = await db.study.findMany({ where, select: { id: true } })
  if (!study) throw new AppError('not_found', { message: `There is no study called “${called}”.` })
  if (more.length > 0)
    throw new AppError('not_found', {
      message: `${more.length + 1} studies are called “${called}”. Give the id, which stands in the address of its pages.`,
    })
  return study
}
