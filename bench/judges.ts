import { startDatabase } from './lib/database'
import { measureRun } from './lib/model-run'
import { report } from './lib/report'

const database = await startDatabase()
try {
  report(await measureRun(database))
} finally {
  await database.stop()
}
