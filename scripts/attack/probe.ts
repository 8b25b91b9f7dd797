import type { Target } from './target'

/** How another annotator fared meanwhile: the longest wait for their desk in milliseconds, and answers that were none. */
export type Wait = { longest: number; failed: number; grown: number }

/** Does something to an instance while somebody else goes on asking for their desk. */
export async function whileOthersWork(target: Target, attack: () => Promise<unknown>): Promise<Wait> {
  const { cast, ask, memory } = target
  const person = cast.annotators.at(-1)
  const request = { path: `/api/annotate/${cast.studyId}/desk`, cookie: person?.cookie, patience: 120_000 }
  const before = await memory()
  const wait: Wait = { longest: 0, failed: 0, grown: 0 }
  let isOver = false
  const others = (async () => {
    while (!isOver) {
      const { status, milliseconds } = await ask(request)
      wait.longest = Math.max(wait.longest, milliseconds)
      if (status !== 200) wait.failed++
      wait.grown = Math.max(wait.grown, (await memory()) - before)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  })()
  try {
    await attack()
  } finally {
    isOver = true
    await others
  }
  return wait
}

/** What is printed of a wait. */
export function describeWait({ longest, grown }: Wait): string {
  return `others waited ${Math.round(longest)} ms at most; memory grew by ${Math.round(grown / 1e6)} MB`
}
