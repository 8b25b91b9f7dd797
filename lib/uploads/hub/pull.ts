import 'server-only'
import type { SiteAccess } from '@/lib/auth/access'
import { AppError } from '@/lib/errors'
import { invalidInput } from '@/lib/field-errors'
import { discardUpload } from '../discard-upload'
import { MAX_UPLOAD_BYTES } from '../limits'
import { requireUploads } from '../own-uploads'
import { UploadInput } from '../schema'
import { stageUpload } from '../stage-upload'
import { listHub, openHubFile } from './ask-hub'
import { groupFiles, type HubGroup } from './groups'
import { type DataSet, type HubInput, type PullInput, readDataSet } from './schema'

/** Shards of one split, at most. */
const MOST_SHARDS = 1000

/** What a data set of the hub has, at which commit. @throws AppError saying why it cannot be read */
export async function lookAtHub(
  { actor }: SiteAccess<'uploads:manage'>,
  { dataSet, token }: HubInput,
): Promise<{ commit: string; groups: HubGroup[] }> {
  await requireUploads(actor)
  const { commit, files } = await listHub(required(dataSet), { token })
  const groups = groupFiles(files)
  if (groups.length === 0)
    throw new AppError('invalid', {
      message:
        'The data set holds no file of data (.parquet, .jsonl, .json, .csv). Others are not read, and none of its programs is run.',
    })
  return { commit, groups }
}

/**
 * Streams files of a data set into the waiting room, as if they had been uploaded. The commit stands in their names.
 * @param maxBytes of all files together; a command takes any
 * @returns the upload's id
 * @throws AppError saying why they cannot be read; nothing stays then
 */
export async function pullFromHub(
  access: SiteAccess<'uploads:manage'>,
  input: PullInput,
  maxBytes: number = MAX_UPLOAD_BYTES,
): Promise<string> {
  const { kind, promptSetId, name, token, group, commit } = input
  const set = required(input.dataSet)
  const { groups } = await lookAtHub(access, { dataSet: `${set.name}@${commit}`, token })
  const wanted = groups.find((one) => one.name === group)
  if (!wanted || wanted.paths.length > MOST_SHARDS) throw new AppError('not_found')
  let uploadId: string | undefined
  let left = maxBytes
  try {
    for (const path of wanted.paths) {
      const target = { kind, promptSetId, name, filename: nameOf(set, commit, path) }
      const file = UploadInput.safeParse({ ...target, ...(uploadId && { uploadId }) })
      if (!file.success) throw invalidInput(file.error)
      const { bytes, size } = await openHubFile(set, commit, path, { token })
      const counted = { left }
      const limits = { maxBytes: left, expectedBytes: size }
      uploadId = await stageUpload(access, file.data, counting(bytes, counted), limits)
      left = counted.left
    }
  } catch (error) {
    if (uploadId) await discardUpload(access, { uploadId }).catch(() => undefined)
    throw error
  }
  if (!uploadId) throw new AppError('not_found')
  return uploadId
}

function required(written: string): DataSet {
  const set = readDataSet(written)
  if (!set)
    throw new AppError('invalid', { message: 'Write OWNER/NAME, with @REVISION where it is not the newest one.' })
  return set
}

async function* counting(bytes: AsyncIterable<Uint8Array>, counted: { left: number }): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    counted.left -= chunk.length
    yield chunk
  }
}

/** Says whence a file came, down to the commit, in as much as a file's name holds. */
function nameOf({ name }: DataSet, commit: string, path: string): string {
  const whole = `hf://datasets/${name}@${commit}/${path}`
  return whole.length <= 255 ? whole : `${whole.slice(0, 120)}…${whole.slice(-120)}`
}
