import { useEffect, useRef, useState } from 'react'
import type { PairText } from '@/lib/judgments/own-schema'
import { getOwnPair, type Owner } from './wire'

/** The texts of pairs as they were written, fetched while somebody wants to see them so: of the next pair beforehand. */
export function useRawTexts(
  { studyId, person }: Owner,
  assignmentIds: string[],
  isWanted: boolean,
): Map<string, PairText> {
  const [texts, setTexts] = useState(new Map<string, PairText>())
  const asked = useRef(new Set<string>())
  const key = assignmentIds.join()
  useEffect(() => {
    if (!isWanted) return
    for (const assignmentId of key.split(',')) {
      if (!assignmentId || asked.current.has(assignmentId)) continue
      asked.current.add(assignmentId)
      void getOwnPair({ studyId, person }, assignmentId).then((own) => {
        if (own) setTexts((known) => new Map(known).set(assignmentId, own.text))
        else asked.current.delete(assignmentId)
      })
    }
  }, [studyId, person, key, isWanted])
  return texts
}
