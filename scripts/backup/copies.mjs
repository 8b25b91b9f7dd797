import { execFile } from 'node:child_process'
import { readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { SetupError } from '../setup-error.mjs'

/** Of backups that are named by their time; what people named themselves is theirs to delete. */
const NAMED_BY_TIME = /^evenhand-\d{4}-\d\d-\d\dT\d{6}\.tar\.gz(\.age)?$/

/** Deletes all backups named by their time but the last ones. @param {string} folder @param {number} keep from 1 @returns {Promise<string[]>} what was deleted */
export async function keepLast(folder, keep) {
  const names = (await readdir(folder)).filter((name) => NAMED_BY_TIME.test(name)).sort()
  const old = names.slice(0, -keep)
  for (const name of old) await rm(path.join(folder, name))
  return old
}

/**
 * Has a backup copied elsewhere by a command of whoever runs this, in a shell that finds its path in `EVENHAND_BACKUP_FILE`.
 * @param {string} command @param {string} file
 * @throws {SetupError} with its last words when it fails
 */
export async function copyElsewhere(command, file) {
  const env = { ...process.env, EVENHAND_BACKUP_FILE: file }
  try {
    await promisify(execFile)('/bin/sh', ['-c', command], { env })
  } catch (cause) {
    const { code, stderr } = /** @type {{ code?: number | string, stderr?: string }} */ (cause)
    throw new SetupError(
      `${file} was written, but EVENHAND_BACKUP_COMMAND ended with ${code}: ${stderr?.trim().split('\n').at(-1) ?? ''}`,
      { cause },
    )
  }
}
