import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import * as probing from '@/lib/db/probe'
import { submit } from '@/lib/engine/submit'
import { nextDesk } from '@/lib/judgments/desk'
import { enrolPeople, makeOpenStudy } from '@/lib/testing/fixtures'
import { makeVerdict } from '@/lib/testing/judging'
import { makeRouteOf } from './route-of'
import { type Metrics, serveMetrics } from './serve-metrics'

const routeOf = makeRouteOf({
  staticRoutes: [],
  dynamicRoutes: [{ page: '/studies/[studyId]', regex: '^/studies/[^/]+$' }],
})

let metrics: Metrics
let app: Server

beforeAll(async () => {
  metrics = await serveMetrics(0, '127.0.0.1', routeOf)
  app = createServer((asked, answer) => {
    // Never answers who asks for that.
    if (asked.url !== '/studies/never') answer.writeHead(asked.url === '/gone' ? 404 : 200).end('x')
  })
  await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', resolve))
})
afterAll(async () => {
  await metrics.stop()
  app.close()
})

const appPort = () => (app.address() as AddressInfo).port
const read = async () => (await fetch(`http://127.0.0.1:${metrics.port}/metrics`)).text()
/** The value of one line, by its name and labels; undefined when there is none. */
const value = async (line: string) => {
  const found = (await read()).split('\n').find((each) => each.startsWith(`${line} `))
  return found === undefined ? undefined : Number(found.split(' ').at(-1))
}
const count = (labels: string) => value(`http_request_duration_seconds_count{${labels}}`)

test('requests are counted by route, method and status, and by no path', async () => {
  for (const path of ['/studies/1111', '/studies/2222?q=secret', '/gone'])
    await (await fetch(`http://127.0.0.1:${appPort()}${path}`)).text()
  await expect.poll(() => count('route="/studies/[studyId]",method="GET",status="200"')).toBe(2)
  expect(await count('route="other",method="GET",status="404"')).toBe(1)
  expect(await read()).not.toMatch(/1111|2222|secret|\/gone/)
})

test('one who hangs up is counted as that', async () => {
  const asked = request({ host: '127.0.0.1', port: appPort(), path: '/studies/never' })
  asked.on('error', () => undefined)
  const arrived = new Promise((resolve) => app.once('request', resolve))
  asked.end()
  await arrived
  asked.destroy()
  await expect.poll(() => count('route="/studies/[studyId]",method="GET",status="aborted"')).toBe(1)
})

test('submissions are counted by what came of them', async () => {
  const { studyId } = await makeOpenStudy()
  const [me] = await enrolPeople(studyId, 1)
  if (!me) throw new Error('nobody was enrolled')
  const { pairs } = await nextDesk(me.access)
  const verdict = await makeVerdict(pairs[0]?.assignmentId ?? '', 'A')
  await submit(me.seat, verdict)
  await submit(me.seat, await makeVerdict(pairs[0]?.assignmentId ?? '', 'TIE')).catch(() => undefined)
  expect(await value('evenhand_submissions_total{outcome="saved"}')).toBe(1)
  expect(await value('evenhand_submissions_total{outcome="already_judged"}')).toBe(1)
  const text = await read()
  for (const secret of [studyId, me.seat.studyId, pairs[0]?.assignmentId ?? '']) expect(text).not.toContain(secret)
})

test('connections, jobs, memory and the delay of the event loop are told', async () => {
  expect(await value('evenhand_database_up')).toBe(1)
  expect(await value('evenhand_database_connections{purpose="judging",state="waiting"}')).toBe(0)
  expect(await value('evenhand_database_connections{purpose="judging",state="idle"}')).toBeGreaterThan(0)
  expect(await value('process_resident_memory_bytes')).toBeGreaterThan(1e7)
  expect(await value('nodejs_eventloop_lag_p99_seconds')).toBeGreaterThan(0)
})

test('a database that does not answer is told, and all else with it', async () => {
  const answers = vi.spyOn(probing, 'probe').mockRejectedValueOnce(new Error('no answer'))
  const text = await read()
  expect(answers).toHaveBeenCalledOnce()
  expect(text).toMatch(/^evenhand_database_up 0$/m)
  expect(text).not.toContain('evenhand_jobs{')
  expect(text).toContain('process_resident_memory_bytes')
  expect(await value('evenhand_database_up')).toBe(1)
})

test('the port tells metrics and nothing else, and one that is taken is named', async () => {
  expect((await fetch(`http://127.0.0.1:${metrics.port}/`)).status).toBe(404)
  await expect(serveMetrics(metrics.port, '127.0.0.1', routeOf)).rejects.toThrow(`METRICS_PORT ${metrics.port}`)
})
