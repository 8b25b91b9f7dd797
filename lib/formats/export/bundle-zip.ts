import 'server-only'
import { replicationBundle } from '../bundle/replication-bundle'
import type { StudyFile } from './study-file'

export const bundleZip: StudyFile<'study:export'> = {
  name: 'bundle.zip',
  mediaType: 'application/zip',
  needs: 'study:export',
  write: replicationBundle,
}
