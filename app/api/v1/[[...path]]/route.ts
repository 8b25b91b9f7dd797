import { answerFrom } from '@/lib/server/answer-from'
import { ENDPOINTS } from '../endpoints'

/** The public API: all its addresses are in one list. */
const answer = answerFrom(ENDPOINTS)

export { answer as DELETE, answer as GET, answer as HEAD, answer as OPTIONS, answer as PATCH, answer as POST }
