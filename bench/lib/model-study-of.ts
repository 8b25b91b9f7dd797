import { db, disconnect } from '@/lib/db/client'
import { makeModelStudy } from '@/lib/testing/model-study'

// Makes a study whose model may begin, in a process of its own: `tsx bench/lib/model-study-of.ts URL PROMPTS BASELINES LANES`
// writes its run as JSON. What opening a study takes is no memory of whoever runs its model.

const [url = '', prompts, baselines, lanes] = process.argv.slice(2)
const { key } = await makeModelStudy({
  ...{ url, prompts: Number(prompts), baselines: Number(baselines) },
  provider: { lanes: Number(lanes), timeoutSeconds: 30 },
  model: { tokenBudget: 1_000_000_000 },
})
await db.modelRun.update({ where: { studyId_annotatorId: key }, data: { status: 'RUNNING' } })
await disconnect()
process.stdout.write(`${JSON.stringify(key)}\n`)
