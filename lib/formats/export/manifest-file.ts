import 'server-only'
import { type ToolPolicy, toolManifest } from '@/lib/exports/tool-manifest'
import { textChunks } from '@/lib/http/stream'
import type { StudyFile } from './study-file'

/** The manifest of a tool’s file, beside it: what is in it, what is left out, and why. */
export function manifestFile({
  name,
  of,
  policy,
}: Pick<StudyFile, 'name' | 'of'> & { policy: ToolPolicy }): StudyFile<'study:export'> {
  return {
    name: manifestName(name),
    mediaType: 'application/json',
    needs: 'study:export',
    ...(of && { of }),
    write: async (access, query) => {
      const manifest = await toolManifest(access, { name, policy }, query)
      return { title: manifest.study, chunks: textChunks(`${JSON.stringify(manifest, null, 2)}\n`) }
    },
  }
}

/** What the manifest of a file is called. */
export function manifestName(name: string): string {
  return `${name.replace(/\.[a-z]+$/, '')}.manifest.json`
}
