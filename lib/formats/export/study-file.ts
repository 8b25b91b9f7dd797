import type { Access } from '@/lib/auth/access'
import type { StudyPermission } from '@/lib/auth/permissions'
import type { Column } from '@/lib/exports/columns'
import type { FileQuery } from '@/lib/exports/file-query'
import type { ToolPolicy } from '@/lib/exports/tool-manifest'
import { type Chunks, csvChunks, jsonListChunks, jsonlChunks } from '@/lib/http/stream'
import type { ProtocolKind } from '@/lib/protocols/protocol-of'
import { parquetChunks } from './parquet'

/** What a file is made of: the title of its study, after which it is named, and what is in it as it is read. */
type Written = { title: string; chunks: Chunks }

/** A kind of file of a study, at `/api/studies/STUDY_ID/NAME`. */
export type StudyFile<P extends StudyPermission = StudyPermission> = {
  /** The end of its address, and of its own name. */
  name: string
  mediaType: string
  needs: P
  /** The kind of studies that have it; all, where none is named. */
  of?: ProtocolKind
  /** Of a table, in their order. */
  columns?: readonly Column[]
  /** Of a file for another tool: it has a manifest beside it. */
  policy?: ToolPolicy
  /** Reads what is in it. @throws AppError where the study has no such file, or nobody may see it yet */
  write: (access: Access<P>, query: FileQuery) => Promise<Written>
}

type Table<P extends StudyPermission> = {
  name: string
  needs: P
  of?: ProtocolKind
  columns: readonly Column[]
  policy?: ToolPolicy
  /** What stands behind them where the texts are asked for. */
  textColumns?: readonly Column[]
  read: (access: Access<P>, query: FileQuery) => Promise<{ title: string; batches: AsyncGenerator<object[]> }>
}

/** The columns that a table has as it is asked for. */
export function columnsAsked(
  { columns, textColumns = [] }: { columns: readonly Column[]; textColumns?: readonly Column[] },
  { texts }: FileQuery,
): readonly Column[] {
  return texts === 'yes' ? [...columns, ...textColumns] : columns
}

/** A table as CSV. */
export function csvFile<P extends StudyPermission>({ read, ...file }: Table<P>): StudyFile<P> {
  return {
    ...file,
    mediaType: 'text/csv',
    write: async (access, query) => {
      const { title, batches } = await read(access, query)
      return {
        title,
        chunks: csvChunks(
          batches,
          columnsAsked(file, query).map(({ name }) => name),
        ),
      }
    },
  }
}

/** A table as JSON, one object a line. */
export function jsonlFile<P extends StudyPermission>({ read, ...file }: Table<P>): StudyFile<P> {
  return {
    ...file,
    mediaType: 'application/jsonl',
    write: async (access, query) => {
      const { title, batches } = await read(access, query)
      return { title, chunks: jsonlChunks(batches) }
    },
  }
}

/** A table as one list of JSON objects. */
export function jsonFile<P extends StudyPermission>({ read, ...file }: Table<P>): StudyFile<P> {
  return {
    ...file,
    mediaType: 'application/json',
    write: async (access, query) => {
      const { title, batches } = await read(access, query)
      return { title, chunks: jsonListChunks(batches) }
    },
  }
}

/** A table as Parquet. */
export function parquetFile<P extends StudyPermission>({ read, ...file }: Table<P>): StudyFile<P> {
  return {
    ...file,
    mediaType: 'application/vnd.apache.parquet',
    write: async (access, query) => {
      const { title, batches } = await read(access, query)
      return { title, chunks: parquetChunks(batches, columnsAsked(file, query)) }
    },
  }
}
