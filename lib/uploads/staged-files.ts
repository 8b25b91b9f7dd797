import 'server-only'
import { createHash } from 'node:crypto'
import type { PoolClient } from 'pg'
import { z } from 'zod'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { Mapping } from './mapping/schema'
import type { OpenFile } from './read/open-file'
import { UploadedFile, type UploadKind } from './schema'
import { mergeUnread, Unread } from './unread'

/** An upload that waits for further files. @throws AppError `not_found`, `upload_settled` */
export async function findStaged(id: string, kind: UploadKind) {
  const found = await db.upload.findUnique({ where: { id } })
  if (!found || found.kind !== kind) throw new AppError('not_found')
  if (found.status !== 'STAGED') throw new AppError('upload_settled')
  const named = await db.uploadRow.findFirst({ where: { uploadId: id, system: { not: null } }, select: { id: true } })
  return {
    id,
    files: z.array(UploadedFile).parse(found.files),
    promptSetId: found.promptSetId ?? undefined,
    name: found.name,
    mapping: Mapping.nullable().parse(found.mapping),
    /** Whether the system was named with the first file: the rows then have none of their own. */
    isNamed: named === null && found.name !== '',
  }
}

/** Holds the upload to the end of the transaction. @throws AppError `conflict` when another file came in between */
export async function lockAt(client: PoolClient, id: string, files: number): Promise<void> {
  const { rows } = await client.query(
    `SELECT jsonb_array_length(files) AS files FROM "Upload" WHERE id = $1 AND status = 'STAGED' FOR UPDATE`,
    [id],
  )
  if (rows[0]?.files !== files) throw new AppError('conflict')
}

type Upload = { id: string; filename: string; format: string; files: readonly UploadedFile[] }

/**
 * Writes down what is known of a file once it was read; of an archive, of each file in it.
 * @throws AppError `conflict` for the same file again
 */
export async function addFile(
  client: PoolClient,
  { id, filename, format, files }: Upload,
  { bytes, sha256, parts, lines, system, unread }: ReturnType<OpenFile['summary']>,
): Promise<void> {
  if (files.some((one) => one.sha256 === sha256))
    throw new AppError('conflict', { message: `${filename} holds the same as a file before it. Send each file once.` })
  const added: UploadedFile[] = parts.map((part) => ({
    name: part.name === '' ? filename : `${filename}/${part.name}`,
    ...{ bytes, sha256, format, lines: part.lines, note: part.note },
  }))
  const { rows } = await client.query('SELECT unread FROM "Upload" WHERE id = $1', [id])
  const all = mergeUnread(Unread.nullable().parse(rows[0]?.unread ?? null), unread)
  const hashes = [...new Set([...files, ...added].map((one) => one.sha256))]
  await client.query(
    `UPDATE "Upload" SET files = files || $2::jsonb, lines = lines + $3, bytes = bytes + $4, sha256 = $5,
       "nameInFile" = coalesce("nameInFile", $6), unread = $7 WHERE id = $1`,
    [id, JSON.stringify(added), lines, bytes, hashOf(hashes), system, all],
  )
}

/** Of several files the hash of their hashes, one a line. */
function hashOf(hashes: readonly string[]): string {
  const [first, ...others] = hashes
  if (first === undefined || others.length === 0) return first ?? ''
  return createHash('sha256')
    .update(hashes.map((hash) => `${hash}\n`).join(''))
    .digest('hex')
}

/** How places in a file are told: its records are counted where they are no lines. */
export function placesOf(container: OpenFile['container']): 'lines' | 'records' {
  return container === 'json' || container === 'object' || container === 'eval' ? 'records' : 'lines'
}
