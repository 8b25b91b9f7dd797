import 'server-only'
import { manifestFile } from './manifest-file'
import type { StudyFile } from './study-file'
import { PREFERENCES } from './tool-policies'

/** Of all five files of preferences at once: they hold the same, KTO’s in two rows each. */
export const preferencesManifest: StudyFile<'study:export'> = manifestFile({
  ...{ name: 'preferences.jsonl', of: 'COMPARISON', policy: PREFERENCES },
})
