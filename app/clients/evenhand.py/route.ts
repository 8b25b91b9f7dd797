import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { file } from '@/lib/server/describe'
import { route } from '@/lib/server/route'

/** The Python client of this version, to be saved beside a script. */
export const GET = route({ needs: 'nobody', reply: file('text/x-python') }, async () => {
  const source = await readFile(path.join(process.cwd(), 'clients/evenhand.py'), 'utf8')
  const headers = { 'content-type': 'text/x-python; charset=utf-8', 'cache-control': 'no-cache' }
  return new Response(source, { headers })
})
