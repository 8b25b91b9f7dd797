import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

/** How a fake hub fails. */
export type HubFault = 'none' | 'token' | 'right' | 'busy' | 'gone' | 'store' | 'elsewhere'

type Repo = { private: boolean; files: Map<string, Buffer>; commits: string[] }

/** A hub on this machine, as far as it is pushed to: what it holds, and what it was asked with. */
export async function startFakeHub() {
  const state = {
    ...{ repos: new Map<string, Repo>(), stored: new Map<string, Buffer>(), fault: 'none' as HubFault },
    ...{ tokens: new Set<string>(), sentInline: 0, sentApart: 0 },
  }
  const server = createServer(async (request, response) => {
    const answer = (status: number, value: object = {}) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
    const body = await buffer(request)
    if (state.fault === 'gone') return request.socket.destroy()
    if (state.fault === 'busy') return answer(503, { error: 'Down for maintenance' })
    const [status, value] = await act(state, request, body, `http://${request.headers.host}`)
    answer(status, value)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const stop = () => {
    server.closeAllConnections()
    server.close()
  }
  return { ...{ state, stop }, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

type State = Awaited<ReturnType<typeof startFakeHub>>['state']
type Said = [status: number, value?: object]

async function act(state: State, request: IncomingMessage, body: Buffer, self: string): Promise<Said> {
  const [path = ''] = (request.url ?? '').split('?')
  if (path.startsWith('/store/')) return keep(state, path.slice(7), body)
  const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
  state.tokens.add(token)
  if (state.fault === 'token' || token === '') return [401, { error: 'Invalid username or password.' }]
  if (path === '/api/repos/create') return create(state, JSON.parse(body.toString()))
  const [, name = '', rest = ''] = /^(?:\/api)?\/datasets\/([^/]+\/[^/]+?)(?:\.git\/info|\/|$)(.*)$/.exec(path) ?? []
  const repo = state.repos.get(name)
  if (!repo) return [404, { error: 'Repository not found' }]
  if (rest === '') return [200, { private: repo.private }]
  if (rest.startsWith('tree/')) return [200, [...repo.files.keys()].map((file) => ({ type: 'file', path: file }))]
  if (rest.startsWith('preupload/')) return preupload(JSON.parse(body.toString()))
  if (rest === '/lfs/objects/batch') return batch(state, JSON.parse(body.toString()), self)
  if (rest.startsWith('commit/')) return commit(state, repo, body.toString())
  return [404]
}

function create(state: State, { organization, name, private: isPrivate }: Record<string, unknown>): Said {
  if (state.fault === 'right') return [403, { error: 'You don’t have the rights to create a dataset here' }]
  const repo = `${organization}/${name}`
  if (state.repos.has(repo)) return [409, { error: 'You already created this dataset repo' }]
  state.repos.set(repo, { private: isPrivate === true, files: new Map(), commits: [] })
  return [200, { url: repo }]
}

function preupload({ files }: { files: { path: string }[] }): Said {
  const mode = (path: string) => (path.endsWith('.parquet') ? 'lfs' : 'regular')
  return [200, { files: files.map(({ path }) => ({ path, uploadMode: mode(path), shouldIgnore: false })) }]
}

function batch(state: State, { objects }: { objects: { oid: string; size: number }[] }, self: string): Said {
  const at = state.fault === 'elsewhere' ? 'http://169.254.169.254' : self
  const one = ({ oid, size }: { oid: string; size: number }) =>
    state.stored.has(oid)
      ? { oid, size }
      : { oid, size, actions: { upload: { href: `${at}/store/${oid}`, header: { 'x-signed': 'yes' } } } }
  return [200, { transfer: 'basic', objects: objects.map(one) }]
}

function keep(state: State, oid: string, body: Buffer): Said {
  if (state.fault === 'store') return [507]
  if (createHash('sha256').update(body).digest('hex') !== oid) return [400]
  state.stored.set(oid, body)
  state.sentApart++
  return [200]
}

function commit(state: State, repo: Repo, body: string): Said {
  for (const line of body.split('\n').filter(Boolean)) {
    const { key, value } = JSON.parse(line)
    if (key === 'file') repo.files.set(value.path, Buffer.from(value.content, 'base64'))
    if (key === 'lfsFile') repo.files.set(value.path, state.stored.get(value.oid) ?? Buffer.alloc(0))
    if (key === 'deletedFile') repo.files.delete(value.path)
    if (key === 'file') state.sentInline++
  }
  const commitOid = createHash('sha1').update(body).digest('hex')
  repo.commits.push(commitOid)
  return [200, { success: true, commitOid, commitUrl: 'x' }]
}
