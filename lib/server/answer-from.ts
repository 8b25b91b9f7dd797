import 'server-only'
import { AppError } from '@/lib/errors'
import { allowOrigin, answerPreflight } from './cross-origin'
import { type Endpoint, problemResponse } from './endpoint'

type Context = { params: Promise<{ path?: string[] }> }

/** A handler that knows its endpoints. */
export type EndpointHandler = ((request: Request, context: Context) => Promise<Response>) & {
  endpoints: readonly Endpoint[]
}

/**
 * Answers every address of the public API from one list, which its document is made from, too: an address that is not
 * described does not exist. HEAD is answered as GET is, without what follows the headers.
 */
export function answerFrom(endpoints: readonly Endpoint[]): EndpointHandler {
  const answer = async (request: Request, context: Context) => {
    if (request.method === 'OPTIONS') return answerPreflight(request)
    return allowOrigin(request, await answerOne(request, context))
  }
  const answerOne = async (request: Request, context: Context) => {
    const path = (await context.params).path ?? []
    const found = endpoints.flatMap(({ gate, handle }) => {
      const params = match(gate.path, path)
      return params ? [{ method: gate.method, params, handle }] : []
    })
    if (found.length === 0) return problemResponse(new AppError('not_found'))
    const method = request.method === 'HEAD' ? 'GET' : request.method
    const one = found.find((each) => each.method === method)
    if (!one) {
      const allow = found.map((each) => (each.method === 'GET' ? 'GET, HEAD' : each.method)).join(', ')
      return problemResponse(new AppError('method_not_allowed'), { allow })
    }
    const response = await one.handle(request, one.params)
    return request.method === 'HEAD' ? withoutBody(response) : response
  }
  return Object.assign(answer, { endpoints })
}

function withoutBody(response: Response): Response {
  // Nobody reads it: what would be sent ends here.
  void response.body?.cancel()
  return new Response(null, response)
}

/** The parts of a path in the places that braces name; null for another path. */
function match(template: string, path: readonly string[]): Record<string, string> | null {
  const parts = template.split('/').filter((part) => part !== '')
  if (parts.length !== path.length) return null
  const params: Record<string, string> = {}
  for (const [index, part] of parts.entries()) {
    // A colon in a path may come as itself or encoded.
    const given = (path[index] ?? '').replaceAll(/%3A/gi, ':')
    const name = /^\{(\w+)\}$/.exec(part)?.[1]
    if (name) params[name] = given
    else if (part !== given) return null
  }
  return params
}
