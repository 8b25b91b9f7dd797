import 'server-only'
import { type Access, authorize, authorizeSite, type Bearer, readBearer, type SiteAccess } from '@/lib/auth/access'
import { isStudyPermission, type Permission, type SitePermission, type StudyPermission } from '@/lib/auth/permissions'
import { AppError } from '@/lib/errors'

type Params = Record<string, string>
type Handler = (request: Request, context: { params: Promise<Params> }) => Promise<Response>
type Call = { request: Request; params: Params }

/**
 * The one gate of route handlers: proves the permission (on the study named by `params.studyId`, or site-wide) and
 * answers expected failures as problem+json. Requests that change something must come from this site.
 */
export function route<P extends StudyPermission>(
  gate: { needs: P },
  run: (access: Access<P>, call: Call) => Promise<Response>,
): Handler
export function route<P extends SitePermission>(
  gate: { needs: P },
  run: (access: SiteAccess<P>, call: Call) => Promise<Response>,
): Handler
export function route(
  { needs }: { needs: Permission },
  run: (access: never, call: Call) => Promise<Response>,
): Handler {
  return handle(async (call) => {
    const access = isStudyPermission(needs)
      ? await authorize(call.params.studyId ?? '', needs)
      : await authorizeSite(needs)
    return run(access as never, call)
  })
}

/**
 * The gate of verdicts: `run` does all it does in one statement that also proves `judgment:submit`. Only when that fails
 * is a round trip spent on asking who is there.
 */
export function verdictRoute(run: (bearer: Bearer, call: Call) => Promise<Response>): Handler {
  return handle(async (call) => {
    const studyId = call.params.studyId ?? ''
    const bearer = await readBearer(studyId)
    try {
      if (!bearer) throw new AppError('not_found')
      return await run(bearer, call)
    } catch (error) {
      // Who may not judge is told nothing but that; who is signed out is told so.
      if (error instanceof AppError) await authorize(studyId, 'judgment:submit')
      throw error
    }
  })
}

function handle(run: (call: Call) => Promise<Response>): Handler {
  return async (request, context) => {
    try {
      requireSameOrigin(request)
      return await run({ request, params: await context.params })
    } catch (error) {
      if (error instanceof AppError) return problemResponse(error)
      throw error
    }
  }
}

/** An expected failure as RFC 9457 problem+json. */
export function problemResponse(error: AppError): Response {
  return Response.json(
    { title: error.message, status: error.status, ...error.toProblem() },
    { status: error.status, headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' } },
  )
}

function requireSameOrigin(request: Request): void {
  if (request.method === 'GET' || request.method === 'HEAD') return
  // Browsers send Sec-Fetch-Site by themselves; a page of another site cannot forge it. Scripts send none.
  const site = request.headers.get('sec-fetch-site')
  if (site && site !== 'same-origin') throw new AppError('forbidden')
}
