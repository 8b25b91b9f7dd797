import { findActor } from '@/lib/auth/actor'
import { db, disconnect } from '@/lib/db/client'
import { ensureFirstAdmin } from '@/lib/people/first-admin'
import { writeLimaReferences } from '../reference/lima-2023'
import { writeDemoRatings } from './demo-ratings'
import { writeDemoStudy } from './demo-study'

// Run by `npm start` on a database without people. The last line printed is the first admin's credentials, as JSON.
const credentials = await ensureFirstAdmin(db)
if (credentials) {
  const { id } = await db.user.findUniqueOrThrow({ where: { email: credentials.email } })
  const admin = await findActor(id)
  if (!admin) throw new Error('the first admin cannot sign in')
  if (process.env.EVENHAND_DEMO !== 'none') {
    await writeLimaReferences(db)
    await writeDemoRatings(admin)
    await writeDemoStudy(admin)
  }
}
await disconnect()
process.stdout.write(`${JSON.stringify(credentials)}\n`)
