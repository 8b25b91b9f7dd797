import 'server-only'
import { type Access, authorizeActor } from '@/lib/auth/access'
import { AppError } from '@/lib/errors'
import { designJson } from './design-json'
import { judgmentsCsv } from './judgments-csv'
import { judgmentsJsonl } from './judgments-jsonl'
import { lateCsv } from './late-csv'
import { namesCsv } from './names-csv'
import { planCsv } from './plan-csv'
import { protocolJson } from './protocol-json'
import type { StudyFile } from './study-file'

/** Every file that a study has, figures apart. */
export const STUDY_FILES = [
  judgmentsCsv,
  judgmentsJsonl,
  lateCsv,
  namesCsv,
  planCsv,
  designJson,
  protocolJson,
] as unknown as readonly StudyFile[]

/**
 * Begins a study's file of this name, with the right that the file itself needs.
 * @throws AppError `not_found` where there is none of this name, or it is nothing for whoever asks
 */
export async function writeStudyFile({ actor, studyId }: Access<'study:read'>, name: string) {
  const file = STUDY_FILES.find((each) => each.name === name)
  if (!file) throw new AppError('not_found')
  const { title, chunks } = await file.write(await authorizeActor(actor, studyId, file.needs))
  return { title, chunks, type: file.mediaType }
}
