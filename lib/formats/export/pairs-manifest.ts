import 'server-only'
import { exportTitle } from '@/lib/exports/title'
import { pairsManifest as readManifest } from '@/lib/exports/tool-manifest'
import { textChunks } from '@/lib/http/stream'
import { manifestName } from './manifest-file'
import { pairsJsonl } from './pairs-jsonl'
import type { StudyFile } from './study-file'

export const pairsManifest: StudyFile<'study:export'> = {
  name: manifestName(pairsJsonl.name),
  mediaType: 'application/json',
  needs: 'study:export',
  write: async (access) => {
    const title = await exportTitle(access)
    const manifest = await readManifest(access, { title })
    return { title, chunks: textChunks(`${JSON.stringify(manifest, null, 2)}\n`) }
  },
}
