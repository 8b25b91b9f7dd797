import type { Access } from '@/lib/auth/access'
import type { StudyPermission } from '@/lib/auth/permissions'
import type { Column } from '@/lib/exports/columns'
import { csvChunks } from '@/lib/http/stream'

/** What a file is made of: the title of its study, after which it is named, and its text as it is read. */
type Written = { title: string; chunks: AsyncGenerator<string> }

/** A kind of file that every study has, at `/api/studies/STUDY_ID/NAME`. */
export type StudyFile<P extends StudyPermission = StudyPermission> = {
  /** The end of its address, and of its own name. */
  name: string
  mediaType: string
  needs: P
  /** Of a table, in their order. */
  columns?: readonly Column[]
  /** Reads what is in it. @throws AppError where the study has no such file, or nobody may see it yet */
  write: (access: Access<P>) => Promise<Written>
}

type Table<P extends StudyPermission> = {
  name: string
  needs: P
  columns: readonly Column[]
  read: (access: Access<P>) => Promise<{ title: string; batches: AsyncGenerator<object[]> }>
}

/** A table as CSV. */
export function csvFile<P extends StudyPermission>({ read, ...file }: Table<P>): StudyFile<P> {
  const columns = file.columns.map(({ name }) => name)
  return {
    ...file,
    mediaType: 'text/csv',
    write: async (access) => {
      const { title, batches } = await read(access)
      return { title, chunks: csvChunks(batches, columns) }
    },
  }
}
