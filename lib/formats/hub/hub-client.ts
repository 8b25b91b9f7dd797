import 'server-only'
import { createReadStream } from 'node:fs'
import { open, readFile } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { z } from 'zod'
import { AppError } from '@/lib/errors'
import { checkAddress, FetchRefused, send } from '@/lib/http/guarded-fetch'
import { hubAddress, hubGuard, hubHost } from '@/lib/http/hub-address'
import { list, word } from '@/lib/inputs'
import type { WrittenFile } from './written-folder'

/** A data set at the hub, and with which right it is written. */
export type HubRepo = { repo: string; token: string; signal: AbortSignal }

/** Larger files are stored beside the repository, whatever a hub says. */
const INLINE_BYTES = 5 * 1024 * 1024
const PATIENCE_MS = 120_000
const ANSWER_BYTES = 8 * 1024 * 1024
const MOST = 10_000
const REVISION = 'main'

const Known = z.object({ private: z.boolean() })
const Tree = list(z.object({ path: word(1000) }), MOST, 'files')
const Preupload = z.object({
  files: list(z.object({ path: word(1000), uploadMode: z.enum(['regular', 'lfs']) }), MOST, 'files'),
})
const Action = z.object({ href: word(8000), header: z.record(word(200), word(8000)).optional() })
const Stored = z.object({
  objects: list(
    z.object({
      oid: word(64),
      error: z.object({ message: word(2000) }).optional(),
      actions: z.object({ upload: Action.optional(), verify: Action.optional() }).optional(),
    }),
    MOST,
    'objects',
  ),
})
const Committed = z.object({ commitOid: word(64) })

/**
 * Makes the data set where there is none yet.
 * @throws AppError where it cannot be made, or one of this name is for others to see than is wanted
 */
export async function makeRepo(to: HubRepo, isPrivate: boolean): Promise<void> {
  const [organization, name] = to.repo.split('/')
  const body = JSON.stringify({ type: 'dataset', name, organization, private: isPrivate })
  await ask('/api/repos/create', to, { body, takes: [409] })
  const known = Known.parse(await asked(`/api/datasets/${to.repo}`, to, Known))
  if (known.private !== isPrivate)
    throw new AppError('conflict', {
      message: `${to.repo} is there already and is ${known.private ? 'private' : 'public'}. Choose another name, or push it as ${known.private ? 'private' : 'public'}.`,
    })
}

/** Paths of the files that the data set has. */
export async function listPaths(to: HubRepo): Promise<string[]> {
  const found = await asked(`/api/datasets/${to.repo}/tree/${REVISION}?recursive=true`, to, Tree)
  return found.map(({ path }) => path)
}

/** Which files the hub wants stored beside the repository. */
export async function chooseStored(to: HubRepo, files: readonly WrittenFile[]): Promise<WrittenFile[]> {
  const described = await Promise.all(
    files.map(async ({ name, size, place }) => ({ path: name, size, sample: await beginning(place) })),
  )
  const body = JSON.stringify({ files: described })
  const answer = await asked(`/api/datasets/${to.repo}/preupload/${REVISION}`, to, Preupload, { body })
  const modes = new Map(answer.files.map(({ path, uploadMode }) => [path, uploadMode]))
  return files.filter(({ name, size }) => size > INLINE_BYTES || modes.get(name) === 'lfs')
}

async function beginning(place: string): Promise<string> {
  const file = await open(place)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(512), 0, 512, 0)
    return buffer.subarray(0, bytesRead).toString('base64')
  } finally {
    await file.close()
  }
}

const LFS = 'application/vnd.git-lfs+json'

/** Stores a file beside the repository; one that is there already is not sent again. */
export async function storeFile(to: HubRepo, { place, size, sha256 }: WrittenFile): Promise<void> {
  const wanted = { operation: 'upload', transfers: ['basic'], hash_algo: 'sha256', objects: [{ oid: sha256, size }] }
  const { objects } = await asked(`/datasets/${to.repo}.git/info/lfs/objects/batch`, to, Stored, {
    ...{ body: JSON.stringify(wanted), type: LFS },
  })
  const found = objects.find(({ oid }) => oid === sha256)
  if (!found || found.error)
    throw strange(found?.error ? `it refuses a file: ${found.error.message}` : 'a file is lost')
  const { upload, verify } = found.actions ?? {}
  if (!upload) return
  const headers = { ...upload.header, 'content-length': String(size) }
  await put(upload.href, headers, createReadStream(place), to.signal)
  if (verify)
    await request(new URL(verify.href, hubAddress()), to.signal, {
      ...{ method: 'POST', body: JSON.stringify({ oid: sha256, size }) },
      headers: { 'content-type': LFS, authorization: `Bearer ${to.token}`, ...verify.header },
    })
}

/** Sends a file to where the hub stores it, which may be another host: that gets no token but what the hub gave for it. */
async function put(href: string, headers: Record<string, string>, body: Readable, signal: AbortSignal): Promise<void> {
  const url = new URL(href, hubAddress())
  if (hubAddress().startsWith('https:') && url.protocol !== 'https:')
    throw strange(`it wants a file sent to ${url.host} without encryption`)
  const { status } = await request(url, signal, { method: 'PUT', headers, body })
  if (status >= 300) throw strange(`${url.host} answers a file with the status ${status}`)
}

/** Makes one commit of all files, and takes away others. @returns the commit's name */
export async function commit(
  to: HubRepo,
  summary: string,
  { files, stored, gone }: { files: readonly WrittenFile[]; stored: readonly WrittenFile[]; gone: readonly string[] },
): Promise<string> {
  const lines: object[] = [{ key: 'header', value: { summary, description: '' } }]
  for (const { name, place, size, sha256 } of files)
    lines.push(
      stored.some((each) => each.name === name)
        ? { key: 'lfsFile', value: { path: name, algo: 'sha256', oid: sha256, size } }
        : {
            key: 'file',
            value: { path: name, encoding: 'base64', content: (await readFile(place)).toString('base64') },
          },
    )
  for (const path of gone) lines.push({ key: 'deletedFile', value: { path } })
  const body = lines.map((line) => `${JSON.stringify(line)}\n`).join('')
  const type = 'application/x-ndjson'
  return (await asked(`/api/datasets/${to.repo}/commit/${REVISION}`, to, Committed, { body, type })).commitOid
}

type Posted = { body?: string; type?: string; takes?: readonly number[] }

async function asked<S extends z.ZodType>(
  path: string,
  to: HubRepo,
  shape: S,
  sent: Posted = {},
): Promise<z.output<S>> {
  const parsed = shape.safeParse(parseJson(await ask(path, to, sent)))
  if (!parsed.success) throw strange(`it says what a hub does not (${path.split('?')[0]})`)
  return parsed.data
}

/** @returns the answer's words; those of a status that is no failure here */
async function ask(
  path: string,
  to: HubRepo,
  { body, type = 'application/json', takes = [] }: Posted,
): Promise<string> {
  const headers = { authorization: `Bearer ${to.token}`, accept: type === LFS ? LFS : 'application/json' }
  const { status, said } = await request(new URL(`${hubAddress()}${path}`), to.signal, {
    ...(body === undefined
      ? { method: 'GET', headers }
      : { method: 'POST', body, headers: { ...headers, 'content-type': type } }),
  })
  if (status < 300 || takes.includes(status)) return said
  throw refusal(status, to.repo, said)
}

type Sent = { method: string; headers: Record<string, string>; body?: string | Readable }

async function request(url: URL, signal: AbortSignal, sent: Sent): Promise<{ status: number; said: string }> {
  const guard = { ...hubGuard(url), maxBytes: ANSWER_BYTES }
  const patience = typeof sent.body === 'object' ? [] : [AbortSignal.timeout(PATIENCE_MS)]
  try {
    checkAddress(url, guard)
    const answer = await send(url, { ...sent, signal: AbortSignal.any([signal, ...patience]) }, guard)
    const { statusCode: status = 0 } = answer
    if (Number(answer.headers['content-length'] ?? 0) > ANSWER_BYTES) answer.destroy()
    return { status, said: await text(answer) }
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof FetchRefused) throw new AppError('conflict', { message: error.message, cause: error })
    throw new AppError('conflict', {
      message: `${url.host} does not answer, so nothing was published. Try again in a moment.`,
      cause: error,
    })
  }
}

function refusal(status: number, repo: string, said: string): AppError {
  const [owner] = repo.split('/')
  const parsed = z.object({ error: word(2000) }).safeParse(parseJson(said))
  const words = parsed.success ? ` ${hubHost()} says: ${parsed.data.error.slice(0, 300)}` : ''
  const about = (message: string, field: 'token' | 'repo') =>
    new AppError('invalid', { message: `${message}${words}`, fields: { [field]: [message] } })
  if (status === 401) return about('The hub does not know this token. Enter one that may write.', 'token')
  if (status === 403) return about(`The token may not write to data sets of ${owner}. Take one that may.`, 'token')
  if (status === 404) return about(`The hub has no ${repo}, or the token may not see it.`, 'repo')
  if (status === 429) return strange('it asks to wait: too many requests came from here')
  return strange(`it answers with the status ${status}.${words}`)
}

function strange(what: string): AppError {
  return new AppError('conflict', { message: `${hubHost()} did not take the data set: ${what}. Try again later.` })
}

function parseJson(said: string): unknown {
  try {
    return JSON.parse(said)
  } catch {
    return null
  }
}
