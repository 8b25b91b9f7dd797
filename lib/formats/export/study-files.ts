import 'server-only'
import { type Access, authorizeActor } from '@/lib/auth/access'
import { AppError } from '@/lib/errors'
import { FileQuery } from '@/lib/exports/file-query'
import { readProtocolKind } from '@/lib/exports/protocol-kind'
import { leftOutWords } from '@/lib/exports/tool-manifest'
import { alpacaEval } from './alpaca-eval'
import { argilla } from './argilla'
import { bundleZip } from './bundle-zip'
import { callsCsv } from './calls-csv'
import { callsJsonl } from './calls-jsonl'
import { codebookCsv } from './codebook-csv'
import { crowdKit } from './crowd-kit'
import { datasetCardMd } from './dataset-card-md'
import { designJson } from './design-json'
import { fastchatPair } from './fastchat-pair'
import { fastchatSingle } from './fastchat-single'
import { huggingfaceZip } from './huggingface-zip'
import { inspectScores } from './inspect-scores'
import { judgmentsCsv } from './judgments-csv'
import { judgmentsJsonl } from './judgments-jsonl'
import { judgmentsParquet } from './judgments-parquet'
import { judgmentsXlsx } from './judgments-xlsx'
import { kto } from './kto'
import { labelStudio } from './label-studio'
import { labelStudioConfig } from './label-studio-config'
import { lateCsv } from './late-csv'
import { llmComparator } from './llm-comparator'
import { lmsys } from './lmsys'
import { manifestFile } from './manifest-file'
import { namesCsv } from './names-csv'
import { openaiDpo } from './openai-dpo'
import { pairsJsonl } from './pairs-jsonl'
import { pairsManifest } from './pairs-manifest'
import { pairsParquet } from './pairs-parquet'
import { planCsv } from './plan-csv'
import { preferencesManifest } from './preferences-manifest'
import { preregistrationMd } from './preregistration-md'
import { protocolJson } from './protocol-json'
import type { StudyFile } from './study-file'
import { trlPreference } from './trl-preference'
import { trlPreferenceText } from './trl-preference-text'

const FILES = [
  judgmentsCsv,
  judgmentsJsonl,
  judgmentsParquet,
  judgmentsXlsx,
  pairsJsonl,
  pairsParquet,
  pairsManifest,
  callsCsv,
  callsJsonl,
  fastchatPair,
  fastchatSingle,
  alpacaEval,
  lmsys,
  trlPreference,
  trlPreferenceText,
  kto,
  openaiDpo,
  crowdKit,
  preferencesManifest,
  llmComparator,
  inspectScores,
  labelStudio,
  labelStudioConfig,
  argilla,
  lateCsv,
  namesCsv,
  planCsv,
  designJson,
  protocolJson,
  preregistrationMd,
  bundleZip,
  huggingfaceZip,
  datasetCardMd,
] as unknown as readonly StudyFile[]

const MANIFESTS = FILES.flatMap(({ policy, ...file }) => (policy ? [manifestFile({ ...file, policy })] : []))

/** Every file that a study has, figures apart. */
export const STUDY_FILES = [...FILES, ...MANIFESTS, codebookCsv(FILES)] as unknown as readonly StudyFile[]

/**
 * Begins a study's file of this name, with the right that the file itself needs.
 *
 * @param asked how many verdicts make a row, for the files that are asked
 * @returns also what is left out of a file for another tool, as its header has it
 * @throws AppError `not_found` where there is none of this name, or it is nothing for whoever asks
 */
export async function writeStudyFile(asking: Access<'study:read'>, name: string, asked: object = {}) {
  const file = STUDY_FILES.find((each) => each.name === name)
  if (!file) throw new AppError('not_found')
  const access = await authorizeActor(asking.actor, asking.studyId, file.needs)
  if (file.of && (await readProtocolKind(asking)) !== file.of)
    throw new AppError('not_found', {
      message: `${name} is a file of ${KINDS[file.of]}, and this is no study of them.`,
    })
  const query = FileQuery.parse(asked)
  const { title, chunks } = await file.write(access, query)
  const { policy, mediaType } = file
  // A file with a policy needs the right to export.
  const exporting = access as Access<'study:export'>
  return { title, chunks, type: mediaType, leftOut: policy && (await leftOutWords(exporting, { name, policy }, query)) }
}

const KINDS = { COMPARISON: 'comparisons', RATING: 'ratings' } as const
