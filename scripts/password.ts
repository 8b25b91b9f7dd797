import { parseArgs } from 'node:util'
import { findDatabase, UsageError } from './find-database'

const USAGE = `Gives somebody a new password, which serves three days to choose another; their sessions end, and their second
factors are taken away. For an admin who lost theirs, when there is no other.

  npm run -s password -- EMAIL`

async function run(): Promise<void> {
  const [email, ...rest] = parse()
  if (!email || rest.length > 0) throw new UsageError(USAGE)
  findDatabase()
  // Loaded only now: it reads the environment.
  const { resetPasswordByCommand } = await import('@/lib/people/reset-password')
  const { password } = await resetPasswordByCommand(email)
  console.log(password)
}

function parse(): string[] {
  try {
    return parseArgs({ allowPositionals: true }).positionals
  } catch (cause) {
    throw new UsageError(USAGE, { cause })
  }
}

async function main(): Promise<number> {
  try {
    await run()
    return 0
  } catch (error) {
    if (error instanceof UsageError) console.error(error.message)
    else if (error instanceof Error && error.name === 'AppError') console.error('Nobody here has this e-mail.')
    else throw error
    return error instanceof UsageError ? 2 : 1
  } finally {
    if (process.env.DATABASE_URL) await (await import('@/lib/db/client')).disconnect()
  }
}

process.exitCode = await main()
