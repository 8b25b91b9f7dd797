import { existsSync, readFileSync } from 'node:fs'
import type { Mapping } from '@/lib/uploads/mapping/schema'
import { UsageError } from './find-database'

/** The mapping in a file. @throws UsageError when there is none; AppError `invalid` saying what is wrong with it */
export async function readMap(file: string | undefined): Promise<Mapping | undefined> {
  if (file === undefined) return undefined
  if (!existsSync(file)) throw new UsageError(`There is no file ${file}.`)
  const { readMapping } = await import('@/lib/uploads/mapping/read-mapping')
  return readMapping(readFileSync(file, 'utf8'))
}
