import { NextRequest } from 'next/server'
import NextAuth from 'next-auth'
import { z } from 'zod'
import { authOptions } from '@/lib/auth/options'
import { list, word } from '@/lib/inputs'
import { file, SMALL_BODY, text } from '@/lib/server/describe'
import { route } from '@/lib/server/route'

const Params = z.object({ nextauth: list(word(100), 5, 'parts') })
const body = text(SMALL_BODY, 'A sign-in has at most 64 kB.')

/** next-auth's own addresses: the signed session cookie is set and cleared here. It is given a body that was measured. */
const handle = route(
  { needs: 'nobody', params: Params, body, reply: file('application/json', 'text/html') },
  async (_, { request: { url, method, headers }, params, body }) => {
    const measured = new NextRequest(url, { method, headers, body: method === 'POST' ? body : null })
    const response: Response = await NextAuth(measured, { params: Promise.resolve(params) }, authOptions())
    response.headers.set('cache-control', 'no-store')
    return response
  },
)

export { handle as GET, handle as POST }
