import { GET } from './[[...path]]/route'

type Asked = { token?: string; method?: string; body?: string; headers?: Record<string, string> }

/** Asks the public API without a server. */
export async function ask(path: string, { token, method = 'GET', body, headers = {} }: Asked = {}): Promise<Response> {
  const url = new URL(`http://localhost/api/v1${path}`)
  const sent = { ...(token && { authorization: `Bearer ${token}` }), ...headers }
  const request = new Request(url, { method, headers: sent, ...(body !== undefined && { body }) })
  return GET(request, { params: Promise.resolve({ path: url.pathname.split('/').slice(3).filter(Boolean) }) })
}

/** What was answered, as JSON. */
export async function read(answer: Response | Promise<Response>) {
  const response = await answer
  return { status: response.status, headers: response.headers, body: await response.json() }
}
