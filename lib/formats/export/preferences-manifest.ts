import 'server-only'
import { preferenceManifest } from '@/lib/exports/preference-manifest'
import { textChunks } from '@/lib/http/stream'
import type { StudyFile } from './study-file'

export const preferencesManifest: StudyFile<'study:export'> = {
  name: 'preferences.manifest.json',
  mediaType: 'application/json',
  needs: 'study:export',
  of: 'COMPARISON',
  write: async (access, query) => {
    const manifest = await preferenceManifest(access, query)
    return { title: manifest.study, chunks: textChunks(`${JSON.stringify(manifest, null, 2)}\n`) }
  },
}
