import 'server-only'
import { z } from 'zod'
import type { SiteAccess } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { Mapping } from '../mapping/schema'
import { ImportedFile } from './schema'

/** An import of judgments with its files. Only for functions that hold an access. @throws AppError `not_found` */
export async function findImport(importId: string) {
  const found = z.uuid().safeParse(importId).success
    ? await db.studyImport.findUnique({ where: { id: importId } })
    : null
  if (!found) throw new AppError('not_found')
  return { ...found, files: z.array(ImportedFile).parse(found.files), mapping: Mapping.nullable().parse(found.mapping) }
}

/** How many waiting imports a page names. */
const SHOWN = 10

/** An import that nobody has decided on yet. */
export type WaitingImport = { id: string; file: string; files: number; createdAt: Date }

/** Imports that wait to be decided on, the newest first. */
export async function listWaitingImports(_access: SiteAccess<'imports:manage'>): Promise<WaitingImport[]> {
  const rows = await db.studyImport.findMany({
    where: { status: 'STAGED' },
    orderBy: { createdAt: 'desc' },
    take: SHOWN,
    select: { id: true, files: true, createdAt: true },
  })
  return rows.map(({ id, files, createdAt }) => {
    const all = z.array(ImportedFile).parse(files)
    return { id, file: all[0]?.name ?? '', files: all.length, createdAt }
  })
}
