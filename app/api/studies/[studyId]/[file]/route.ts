import { z } from 'zod'
import { FileQuery } from '@/lib/exports/file-query'
import { STUDY_FILES, writeStudyFile } from '@/lib/formats/export/study-files'
import { download, fileStem } from '@/lib/http/stream'
import { file } from '@/lib/server/describe'
import { route, StudyParams } from '@/lib/server/route'

const params = StudyParams.extend({ file: z.enum(STUDY_FILES.map(({ name }) => name)) })
const types = [...new Set(STUDY_FILES.map(({ mediaType }) => mediaType))]

/** All files of a study but its figures, as docs/export.md has them. */
export const GET = route(
  { needs: 'study:read', params, query: FileQuery, reply: file(...types) },
  async (access, { request, query, params: { file: name } }) => {
    const { title, chunks, type, leftOut } = await writeStudyFile(access, name, query)
    return download(request, { name: `${fileStem(title)}-${name}`, type, leftOut }, chunks)
  },
)
