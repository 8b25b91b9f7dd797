import { afterEach, beforeEach, expect, vi } from 'vitest'

// What is printed as an error is one: a test that causes it has to expect it.
beforeEach(() => {
  vi.spyOn(console, 'error')
})
afterEach(() => {
  expect(console.error).not.toHaveBeenCalled()
  vi.restoreAllMocks()
})
