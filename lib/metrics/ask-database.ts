import 'server-only'
import { Gauge, type Registry } from 'prom-client'
import { z } from 'zod'
import { countConnections } from '@/lib/db/client'
import { probe } from '@/lib/db/probe'

const Jobs = z.array(z.object({ queue: z.string(), state: z.string(), count: z.number() }))

/** Adds what is asked for when somebody reads the metrics: connections of this process, and jobs of all. */
export function askDatabase(registry: Registry): void {
  const registers = [registry]
  new Gauge({
    ...{ name: 'evenhand_database_connections', help: 'Connections of this process, and who waits for one.' },
    ...{ labelNames: ['purpose', 'state'], registers },
    collect() {
      for (const { purpose, ...states } of countConnections())
        for (const [state, count] of Object.entries(states)) this.set({ purpose, state }, count)
    },
  })
  // Both want to know the same at the same moment.
  let asked: ReturnType<typeof readJobs> | undefined
  const ask = () => {
    asked ??= readJobs().finally(() => {
      asked = undefined
    })
    return asked
  }
  new Gauge({
    ...{ name: 'evenhand_database_up', help: 'Whether the database answers within two seconds.', registers },
    async collect() {
      this.set((await ask()) ? 1 : 0)
    },
  })
  new Gauge({
    ...{ name: 'evenhand_jobs', help: 'Jobs of all processes, by queue and state.' },
    ...{ labelNames: ['queue', 'state'], registers },
    async collect() {
      const jobs = await ask()
      this.reset()
      for (const { queue, state, count } of jobs ?? []) this.set({ queue, state }, count)
    },
  })
}

/** Null when the database does not answer: what else there is to tell is told all the same. */
async function readJobs(): Promise<z.output<typeof Jobs> | null> {
  try {
    return Jobs.parse(
      await probe(
        `SELECT name AS queue, state::text, count(*)::int FROM pgboss.job WHERE name NOT LIKE '\\_\\_%' GROUP BY 1, 2`,
      ),
    )
  } catch {
    return null
  }
}
