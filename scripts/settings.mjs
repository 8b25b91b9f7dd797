import { existsSync } from 'node:fs'
import path from 'node:path'

/** The project's folder. */
export const root = path.resolve(import.meta.dirname, '..')

/**
 * Reads `.env`, as every command does first; what is set already stays.
 * @returns {string} the folder of data and secret
 */
export function loadSettings() {
  if (existsSync(path.join(root, '.env'))) process.loadEnvFile(path.join(root, '.env'))
  return path.resolve(process.env.EVENHAND_DATA || path.join(root, '.evenhand'))
}
