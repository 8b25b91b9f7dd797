import { constants } from 'node:fs'
import { access, readFile, stat, statfs } from 'node:fs/promises'
import { createServer } from 'node:http'
import path from 'node:path'
import { installedChromium } from '../chromium.mjs'
import { holderOf } from '../lock.mjs'
import { findPrograms } from '../postgres/programs.mjs'
import { root } from '../settings.mjs'
import { judge } from './database.mjs'

/** @typedef {import('./data.mjs').Finding} Finding */

const GIGABYTE = 1024 ** 3

/** What does not need the database. @param {string} folder of data and secret @returns {Promise<Finding[]>} */
export async function checkMachine(folder) {
  return Promise.all([
    checkNode(),
    checkPrograms(),
    checkSpace(folder),
    checkSecret(folder),
    checkEncryptionKey(folder),
    checkAddress(),
    checkPort(folder),
    checkBrowser(),
  ])
}

/** @returns {Promise<Finding>} */
async function checkNode() {
  const { engines } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'))
  const [wanted, has] = [engines.node, process.versions.node].map((text) =>
    text
      .replace(/[^\d.]/g, '')
      .split('.')
      .map(Number),
  )
  const difference = has[0] - wanted[0] || has[1] - (wanted[1] ?? 0)
  return judge('Node.js', difference >= 0, process.version, { advice: `Install Node.js ${engines.node}.` })
}

/** @returns {Promise<Finding>} */
async function checkPrograms() {
  if (process.env.DATABASE_URL) return { check: 'PostgreSQL', status: 'skipped', found: 'DATABASE_URL is used' }
  const missing = await findPrograms().then(
    () => null,
    (error) => error.message,
  )
  return judge('PostgreSQL', missing === null, missing ?? 'came with the packages', {
    advice: 'Run “npm ci” without leaving out optional packages, or set DATABASE_URL.',
  })
}

/** @param {string} folder @returns {Promise<Finding>} */
async function checkSpace(folder) {
  const nearest = await firstThat(folder)
  const writable = await access(nearest, constants.W_OK).then(
    () => true,
    () => false,
  )
  if (!writable)
    return {
      check: 'disk',
      status: 'problem',
      found: `${nearest} cannot be written to`,
      advice: 'Start Evenhand as the user it belongs to, or set EVENHAND_DATA.',
    }
  const { bavail, bsize } = await statfs(nearest)
  const free = (bavail * bsize) / GIGABYTE
  return judge('disk', free >= 2, `${free.toFixed(1)} GB free at ${folder}`, {
    advice: 'Make room: PostgreSQL stops when the disk is full, and backups are written here.',
    status: free < 0.5 ? 'problem' : 'warning',
  })
}

/** The folder, or the first above it that exists. @param {string} folder @returns {Promise<string>} */
async function firstThat(folder) {
  return (await stat(folder).catch(() => null)) ? folder : firstThat(path.dirname(folder))
}

/** @param {string} folder @returns {Promise<Finding>} */
async function checkSecret(folder) {
  const file = path.join(folder, 'secret')
  const advice = `Run: chmod 600 ${file}. If others could read it, delete it and start again: everybody has to sign in anew.`
  if (process.env.NEXTAUTH_SECRET)
    return judge('secret', process.env.NEXTAUTH_SECRET.length >= 32, 'from NEXTAUTH_SECRET', {
      advice: 'Give it 32 characters or more, for example from: openssl rand -base64 48',
    })
  return checkKept('secret', file, advice)
}

/** What opens the keys of providers of language models. @param {string} folder @returns {Promise<Finding>} */
async function checkEncryptionKey(folder) {
  const file = path.join(folder, 'encryption-key')
  const given = process.env.ENCRYPTION_KEY
  if (given) {
    const fits = given
      .trim()
      .split(/[\s,]+/)
      .every((key) => Buffer.from(key, 'base64').length === 32)
    const advice = 'Give it 32 bytes in base64, for example from: openssl rand -base64 32'
    return judge('encryption key', fits, 'from ENCRYPTION_KEY', { advice })
  }
  const advice = `Run: chmod 600 ${file}. If others could read it, put another key before it: see “Keys of providers” in docs/operation.md.`
  return checkKept('encryption key', file, advice)
}

/** A file that its owner alone may read. @param {string} check @param {string} file @param {string} advice @returns {Promise<Finding>} */
async function checkKept(check, file, advice) {
  const there = await stat(file).catch(() => null)
  if (!there) return { check, status: 'ok', found: 'made at the first start' }
  const open = process.platform !== 'win32' && (there.mode & 0o077) !== 0
  return judge(check, !open, open ? `others may read ${file}` : 'its owner alone may read it', { advice })
}

/** @returns {Promise<Finding>} */
async function checkAddress() {
  const given = process.env.NEXTAUTH_URL
  if (!given) return { check: 'address', status: 'ok', found: 'this machine alone (NEXTAUTH_URL is not set)' }
  const url = URL.canParse(given) ? new URL(given) : null
  if (!url || !/^https?:$/.test(url.protocol))
    return {
      check: 'address',
      status: 'problem',
      found: `${given} is no address`,
      advice: 'Set NEXTAUTH_URL to the address people use, with https://.',
    }
  const local = /^(localhost|127\.|\[::1\])/.test(url.host)
  return judge('address', local || url.protocol === 'https:', given, {
    advice: 'Put a proxy with TLS in front and name its https:// address: passwords travel in the clear.',
    status: 'warning',
  })
}

/** @param {string} folder @returns {Promise<Finding>} */
async function checkPort(folder) {
  const port = Number(process.env.PORT ?? 3000)
  const holder = await holderOf(folder)
  if (holder?.address)
    return { check: 'port', status: 'ok', found: `Evenhand runs (process ${holder.pid}), at ${holder.address}` }
  const free = await new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, process.env.HOST ?? '127.0.0.1', () => probe.close(() => resolve(true)))
  })
  return judge('port', free, free ? `${port} is free` : `${port} is taken by another program`, {
    advice: 'Start on another one, for example: PORT=3001 npm start',
  })
}

/** @returns {Promise<Finding>} */
async function checkBrowser() {
  const found = process.env.EVENHAND_CHROMIUM || (await installedChromium())
  if (found) return { check: 'Chromium', status: 'ok', found: `${found}, for the browser tests` }
  return { check: 'Chromium', status: 'skipped', found: 'none; only the browser tests need one, and fetch it' }
}
