import { createCipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { decode, encode } from 'next-auth/jwt'
import { expect, test } from 'vitest'
import { openToken } from './session'

const secret = 'a secret that only tests use, long enough'
const payload = { sub: 'a', stamp: 'b', exp: Math.floor(Date.now() / 1000) + 60 }

/** A token sealed with the right key in another way: AES-CBC with HMAC (RFC 7518, 5.2.3). */
function sealOtherwise(): string {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'NextAuth.js Generated Encryption Key', 32))
  const header = Buffer.from('{"alg":"dir","enc":"A128CBC-HS256"}').toString('base64url')
  const iv = randomBytes(16)
  const cipher = createCipheriv('aes-128-cbc', key.subarray(16), iv)
  const text = Buffer.concat([cipher.update(JSON.stringify(payload)), cipher.final()])
  const bits = Buffer.alloc(8)
  bits.writeBigUInt64BE(BigInt(header.length * 8))
  const mac = createHmac('sha256', key.subarray(0, 16)).update(header).update(iv).update(text).update(bits)
  const parts = [iv, text, mac.digest().subarray(0, 16)].map((part) => part.toString('base64url'))
  return [header, '', ...parts].join('.')
}

test('a token is opened that was sealed as ours are, and not what the key happens to fit', async () => {
  const ours = await encode({ token: payload, secret })
  expect(await openToken({ token: ours, secret })).toMatchObject({ sub: 'a', stamp: 'b' })
  const other = sealOtherwise()
  expect(await decode({ token: other, secret })).toMatchObject({ sub: 'a' })
  expect(await openToken({ token: other, secret })).toBeNull()
})

test('a token that was tampered with, has run out or is of another key is not opened', async () => {
  const ours = await encode({ token: payload, secret })
  await expect(openToken({ token: `${ours.slice(0, -4)}AAAA`, secret })).rejects.toThrow()
  await expect(openToken({ token: ours, secret: `${secret}!` })).rejects.toThrow()
  await expect(openToken({ token: await encode({ token: payload, secret, maxAge: -60 }), secret })).rejects.toThrow()
  for (const token of ['', 'a.b.c', 'eyJhbGciOiJub25lIn0.e30.']) expect(await openToken({ token, secret })).toBeNull()
})
