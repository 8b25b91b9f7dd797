import type { Problem } from '@/lib/errors'

/** Why a file was not taken. */
export type Trouble = Pick<Problem, 'message' | 'fields'> & { code?: Problem['code'] | undefined }

/** What came back for a file; nothing where somebody broke it off. */
export type Sent<T> = { answer: T } | { trouble: Trouble | null }

const BROKEN = 'The connection broke before the file had arrived. Nothing of it was stored; try again.'

/** The request that is under way, by which it can be broken off, and who hears how much has been sent. */
type Watch = { request: { current: XMLHttpRequest | null }; tell: (sent: number) => void }

/** Sends a file as it is. */
export function sendFile<T>(file: File, address: string, { request, tell }: Watch): Promise<Sent<T>> {
  return new Promise((resolve) => {
    // fetch cannot say how much of a body has been sent.
    const xhr = new XMLHttpRequest()
    request.current = xhr
    xhr.upload.onprogress = ({ loaded }) => tell(Math.min(loaded, file.size))
    xhr.onload = () => resolve(readAnswer(xhr))
    xhr.onerror = () => resolve({ trouble: { message: BROKEN } })
    xhr.onabort = () => resolve({ trouble: null })
    xhr.open('POST', address)
    xhr.setRequestHeader('content-type', 'application/octet-stream')
    xhr.send(file)
  })
}

function readAnswer<T>({ status, responseText }: XMLHttpRequest): Sent<T> {
  try {
    const answer = JSON.parse(responseText) as unknown
    return status < 300 ? { answer: answer as T } : { trouble: answer as Problem }
  } catch {
    const message = `The server could not take the file (${status}). Nothing of it was stored; try again in a moment.`
    return { trouble: { message } }
  }
}
