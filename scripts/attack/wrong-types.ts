import { randomUUID } from 'node:crypto'
import { makeVerdict } from '@/lib/testing/judging'
import { BODIES, PARTS, TYPES, VALUES } from '../../e2e/hostile-values'
import type { Ask } from './ask'
import { type Attack, finding } from './attack'
import { nextPair } from './judge'

/** Other things than what is wanted, in every field of a verdict, in bodies and in parts of addresses. */
export const wrongTypes: Attack = {
  name: 'wrong-types',
  does: 'sends what does not fit to every place that reads',
  async run({ ask, cast }) {
    const [{ cookie } = { cookie: '' }] = cast.annotators
    const judgments = `/api/annotate/${cast.studyId}/judgments`
    const pair = (await nextPair(ask, cast.studyId, cookie)) ?? randomUUID()
    const verdict = { ...(await makeVerdict(pair)), holding: [] }
    const fields = [...Object.keys(verdict), 'rationale', 'note', 'flag', 'asked', 'hasty', 'revises']
    const typed = fields.flatMap((field) => VALUES.map((value) => JSON.stringify({ ...verdict, [field]: value })))
    const places = [judgments, `/api/annotate/${cast.studyId}/consent`]
    const staff = ['/api/designs', '/api/uploads?kind=PROMPTS&name=x&filename=y', '/api/auth/callback/credentials']
    const post = (path: string, body: string, type: string | undefined): Ask => ({
      ...{ method: 'POST', path, body, cookie: places.includes(path) ? cookie : cast.cookies.get('admin') },
      headers: type ? { 'content-type': type } : {},
    })
    const addresses = [
      `/studies/:id/results`,
      '/studies/:id',
      '/annotate/:id',
      '/prompt-sets/:id',
      '/join/:id',
      '/uploads/:id',
    ]
    const requests = [
      ...typed.map((body) => post(judgments, body, 'application/json')),
      ...[...places, ...staff].flatMap((path) =>
        [...TYPES, undefined].flatMap((type) => BODIES.map((body) => post(path, body, type))),
      ),
      ...addresses.flatMap((address) =>
        PARTS.map((part) => ({ path: address.replace(':id', part), cookie: cast.cookies.get('admin') })),
      ),
    ]
    const faults: string[] = []
    for (const request of requests) {
      const { status, text } = await ask(request)
      const what = `${request.path.slice(0, 80)} ${String('body' in request ? request.body : '').slice(0, 60)}: ${status}`
      if (status === 0 || status >= 500 || /\n\s+at .+:\d+:\d+/.test(text)) faults.push(what)
    }
    return [finding('what does not fit is refused, never a fault of ours', faults)]
  },
}
