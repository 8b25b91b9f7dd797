import 'server-only'
import { z } from 'zod'
import { AppError } from '@/lib/errors'
import { FetchRefused } from '@/lib/http/guarded-fetch'
import { guardedStream } from '@/lib/http/guarded-stream'
import { hubAddress, hubGuard, hubHost } from '@/lib/http/hub-address'
import { word } from '@/lib/inputs'
import type { DataSet } from './schema'

const LIST_BYTES = 8 * 1024 * 1024
const PATIENCE_MS = 60_000
/** Data sets with more files are pulled by other means. */
const MOST_FILES = 10_000

const Commit = z.object({ sha: word(64).regex(/^[0-9a-f]{7,64}$/) })
const Tree = z.array(z.object({ type: word(40), path: word(1000), size: z.number().min(0).default(0) })).max(MOST_FILES)

export type HubFile = { path: string; size: number }

type Asked = { token: string }

/** Which commit a revision is, and the files it holds. @throws AppError `invalid`, `not_found`, `file_unreadable` */
export async function listHub(
  { name, revision }: DataSet,
  asked: Asked,
): Promise<{ commit: string; files: HubFile[] }> {
  const api = `/api/datasets/${name}`
  const { sha } = await askJson(`${api}/revision/${encodeURIComponent(revision)}`, asked, Commit)
  const tree = await askJson(`${api}/tree/${sha}?recursive=true&limit=${MOST_FILES}`, asked, Tree)
  return { commit: sha, files: tree.filter(({ type }) => type === 'file').map(({ path, size }) => ({ path, size })) }
}

/** A file of a commit as it comes in, and how large it says it is. @throws AppError */
export async function openHubFile(
  { name }: DataSet,
  commit: string,
  path: string,
  asked: Asked,
): Promise<{ bytes: AsyncIterable<Uint8Array>; size: number | undefined }> {
  const place = path.split('/').map(encodeURIComponent).join('/')
  const { headers, body } = await ask(`/datasets/${name}/resolve/${commit}/${place}`, asked)
  const length = headers.get('content-length')
  return { bytes: body, size: length === null ? undefined : Number(length) }
}

async function askJson<S extends z.ZodType>(path: string, asked: Asked, shape: S): Promise<z.output<S>> {
  const { body } = await ask(path, asked, AbortSignal.timeout(PATIENCE_MS))
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of body) {
    bytes += part.length
    if (bytes > LIST_BYTES) {
      body.destroy()
      throw strange('its answer is too long')
    }
    parts.push(part)
  }
  const parsed = shape.safeParse(parseJson(Buffer.concat(parts).toString('utf8')))
  if (!parsed.success) throw strange(`it says what a hub does not (${path.split('?')[0]})`)
  return parsed.data
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

async function ask(path: string, { token }: Asked, signal?: AbortSignal) {
  const host = hubHost()
  const headers: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {}
  const answer = await guardedStream(`${hubAddress()}${path}`, headers, hubGuard, signal).catch((error) => {
    if (error instanceof FetchRefused) throw new AppError('file_unreadable', { message: error.message, cause: error })
    throw new AppError('file_unreadable', {
      message: `The hub ${host} does not answer. Try again in a moment, or download the files and upload them.`,
      cause: error,
    })
  })
  if (answer.status === 200) return answer
  answer.body.destroy()
  throw refusal(answer.status, answer.headers.get('x-error-code'), host)
}

function refusal(status: number, code: string | null, host: string): AppError {
  if (code === 'GatedRepo' || status === 403)
    return problem(
      'The data set is gated: ask for access on its page, then give a token of your account that may read it.',
    )
  if (code === 'RevisionNotFound') return problem('The data set has no such revision.')
  if (code === 'EntryNotFound') return problem('The data set has no such file by now. Look at it again.')
  if (status === 401)
    return problem('There is no such data set, or it is private: a token of an account that may read it is needed.')
  if (status === 404) return problem(`There is no such data set at ${host}.`)
  if (status === 429)
    return problem(`${host} asks to wait: too many requests came from here. Try again in a few minutes.`)
  return strange(`it answers with the status ${status}`)
}

function problem(message: string): AppError {
  return new AppError('invalid', { message, fields: { dataSet: [message] } })
}

function strange(what: string): AppError {
  return new AppError('file_unreadable', {
    message: `The hub cannot be read: ${what}. Download the files and upload them.`,
  })
}
