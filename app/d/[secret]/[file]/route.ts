import { z } from 'zod'
import { authorizeActor } from '@/lib/auth/access'
import { STUDY_FILES, writeStudyFile } from '@/lib/formats/export/study-files'
import { openFileLink } from '@/lib/formats/links/file-links'
import { download, fileStem } from '@/lib/http/stream'
import { word } from '@/lib/inputs'
import { noteDownload } from '@/lib/security/note-download'
import { file } from '@/lib/server/describe'
import { route } from '@/lib/server/route'

const params = z.object({ secret: word(100), file: z.enum(STUDY_FILES.map(({ name }) => name)) })
const types = [...new Set(STUDY_FILES.map(({ mediaType }) => mediaType))]

/** One file of one study, to whoever has the link: for spreadsheets, which can send nothing but an address. */
export const GET = route(
  { needs: 'nobody', params, reply: file(...types) },
  async (_, { request, params: { secret, file: name } }) => {
    const { actor, studyId } = await openFileLink(secret, name)
    const { title, type, chunks, leftOut } = await writeStudyFile(
      await authorizeActor(actor, studyId, 'study:read'),
      name,
    )
    const answer = await download(request, { name: `${fileStem(title)}-${name}`, type, leftOut }, chunks)
    await noteDownload({ actor, studyId }, request, answer)
    return answer
  },
)
