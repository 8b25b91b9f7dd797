import { useEffect, useState } from 'react'
import type { DeskPair } from '@/lib/judgments/schema'

const placeOf = (person: string) => `evenhand:uncovered:${person}`

/**
 * Whether a pair with a content warning still stands covered. What was uncovered stays so while this page lives, and the
 * last such pair over a reload.
 */
export function useCover(pair: DeskPair | null, person: string): { isCovered: boolean; uncover: () => void } {
  const [uncovered, setUncovered] = useState<readonly string[]>([])
  useEffect(() => setUncovered([remembered(person)]), [person])
  return {
    isCovered: pair?.warned === true && !uncovered.includes(pair.assignmentId),
    uncover() {
      if (!pair) return
      setUncovered((before) => [...before, pair.assignmentId])
      try {
        sessionStorage.setItem(placeOf(person), pair.assignmentId)
      } catch {
        // Storage is blocked: after a reload it is asked about once more.
      }
    },
  }
}

function remembered(person: string): string {
  try {
    return sessionStorage.getItem(placeOf(person)) ?? ''
  } catch {
    return ''
  }
}
