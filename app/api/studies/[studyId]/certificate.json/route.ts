import { attachment, fileStem } from '@/lib/http/stream'
import { readCertificate } from '@/lib/ledger/certificate'
import { file } from '@/lib/server/describe'
import { route, StudyParams } from '@/lib/server/route'

/** The blinding certificate of a study, for programs. */
export const GET = route(
  { needs: 'study:design', params: StudyParams, reply: file('application/json') },
  async (access) => {
    const certificate = await readCertificate(access)
    const name = `${fileStem(certificate.study.title)}-certificate.json`
    return new Response(`${JSON.stringify(certificate, null, 2)}\n`, {
      headers: {
        'content-type': 'application/json',
        'content-disposition': attachment(name),
        'cache-control': 'no-store',
      },
    })
  },
)
