'use client'

import { useEffect, useState } from 'react'

/** How long something takes by now; who hears the page is not told each second. */
export function SecondsPassed() {
  const [passed, setPassed] = useState(0)
  useEffect(() => {
    const began = Date.now()
    const timer = setInterval(() => setPassed(Math.floor((Date.now() - began) / 1000)), 1000)
    return () => clearInterval(timer)
  }, [])
  return (
    <span className="text-ink-2" aria-hidden="true">
      {passed} s
    </span>
  )
}
