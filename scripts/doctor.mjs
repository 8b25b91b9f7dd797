import pg from 'pg'
import { runCommand } from './command.mjs'
import { checkData } from './doctor/data.mjs'
import { checkBackups, checkSchema, checkServer } from './doctor/database.mjs'
import { checkMachine } from './doctor/machine.mjs'
import { openDatabase } from './open-database.mjs'
import { loadSettings } from './settings.mjs'

/** @typedef {import('./doctor/data.mjs').Finding} Finding */

const usage = `Says what is wrong with this installation, and what to do about it. Changes nothing.

  npm run doctor
  npm run -s doctor -- --json

Looks at Node.js, the programs, the disk, the secret, the address and port, the database, its migrations, functions and
rules, the backups, and whether the data keep what Evenhand promises. An embedded database that does not run is started
for as long as that takes.
Ends with 0 when nothing is wrong (there may be warnings), 1 when something is, 2 when the command was wrong.`

const options = /** @type {const} */ ({
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
})

const SIGNS = { ok: '✓', warning: '!', problem: '✗', skipped: '–' }

await runCommand({ usage, options }, async ({ values }) => {
  const folder = loadSettings()
  const findings = [...(await checkMachine(folder)), ...(await checkDatabase(folder))]
  const problems = findings.filter(({ status }) => status === 'problem').length
  const warnings = findings.filter(({ status }) => status === 'warning').length
  if (values.json) console.log(JSON.stringify({ problems, warnings, findings }, null, 2))
  else {
    for (const { check, status, found, advice } of findings) {
      console.log(`${SIGNS[status]} ${check}: ${found}`)
      if (advice) console.log(`  → ${advice}`)
    }
    console.log(`\n${count(problems, 'problem')}, ${count(warnings, 'warning')}`)
  }
  return problems > 0 ? 1 : 0
})

/** @param {string} folder @returns {Promise<Finding[]>} */
async function checkDatabase(folder) {
  /** @type {import('./open-database.mjs').Opened} */
  let database
  try {
    database = await openDatabase(folder)
  } catch (error) {
    const advice = process.env.DATABASE_URL
      ? 'See that it runs, that this machine may reach it, and that name and password are right.'
      : 'Start Evenhand once: “npm start” makes the database.'
    return [{ check: 'database', status: 'problem', found: /** @type {Error} */ (error).message, advice }]
  }
  const client = new pg.Client({ connectionString: database.url })
  try {
    await client.connect()
    const schema = await checkSchema(client)
    const current = schema.every(({ check, status }) => check !== 'migrations' || status === 'ok')
    /** @type {Finding[]} */
    const skipped = [{ check: 'data', status: 'skipped', found: 'the schema is not that of this version' }]
    return [
      ...(await checkServer(client)),
      ...schema,
      ...(current ? await checkData(client) : skipped),
      await checkBackups(folder),
    ]
  } finally {
    await client.end()
    await database.close()
  }
}

function count(/** @type {number} */ n, /** @type {string} */ word) {
  return `${n} ${word}${n === 1 ? '' : 's'}`
}
