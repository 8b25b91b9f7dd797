import { Prisma } from '@/lib/db/generated/client'
import type { Column } from './columns'

/** Where each column of a file is taken from; one that a source does not tell is null in every row. */
export type Sources<C extends readonly Column[]> = Record<C[number]['name'], Prisma.Sql | null>

/** The list of a SELECT that gives a file's columns, in their order. */
export function selectList(
  columns: readonly Column[],
  sources: Readonly<Record<string, Prisma.Sql | null>>,
): Prisma.Sql {
  return Prisma.join(
    columns
      .filter(({ name }) => sources[name] !== undefined)
      .map(({ name }) => Prisma.sql`${sources[name] ?? Prisma.sql`NULL`} AS ${Prisma.raw(`"${name}"`)}`),
  )
}

/** A moment as files have it: ISO 8601 in UTC, to the millisecond. */
export function isoTime(column: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
}
