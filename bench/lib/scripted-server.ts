import { acts, startScriptedModel } from '@/lib/testing/scripted-model'

// A scripted model in a process of its own: `tsx bench/lib/scripted-server.ts MILLISECONDS` writes its address, then answers.

const latencyMs = Number(process.argv[2])
const { url, seen } = await startScriptedModel(() => {
  // What it saw is not asked for.
  seen.length = 0
  return acts.say('The first answer says more.\n\nVerdict: C', { latencyMs })
})
process.stdout.write(`${url}\n`)
