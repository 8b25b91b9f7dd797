import 'server-only'
import { datasetArchive } from '../bundle/dataset-folder'
import type { StudyFile } from './study-file'

export const huggingfaceZip: StudyFile<'study:export'> = {
  name: 'huggingface.zip',
  mediaType: 'application/zip',
  needs: 'study:export',
  write: datasetArchive,
}
