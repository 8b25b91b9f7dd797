import { expect } from 'vitest'

/** Fails on a number that is not finite, however deep; what is not defined must have a reason. */
export function expectFinite(value: unknown, where: string): void {
  if (typeof value === 'number') expect(Number.isFinite(value), `${where} is ${value}`).toBe(true)
  else if (ArrayBuffer.isView(value)) expectFinite([...(value as Float64Array)], where)
  else if (typeof value === 'object' && value !== null) {
    if ('defined' in value && !value.defined) expect(value).toMatchObject({ reason: expect.stringMatching(/\.$/) })
    for (const [key, inner] of Object.entries(value)) expectFinite(inner, `${where}.${key}`)
  }
}
