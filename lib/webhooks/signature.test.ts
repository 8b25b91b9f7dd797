import { expect, test } from 'vitest'
import { makeWebhookSecret, signedHeaders } from './signature'

// python3 -c 'from standardwebhooks import Webhook; from datetime import datetime, timezone;
// print(Webhook("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").sign("msg_p5jXN8AQM9LWM0D4loKWxJek",
// datetime.fromtimestamp(1614265330, timezone.utc), "{\"test\": 2432232314}"))'
test('a message is signed as Standard Webhooks has it', () => {
  const message = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestamp: 1614265330, body: '{"test": 2432232314}' }
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
  expect(signedHeaders(message, [secret])).toEqual({
    'webhook-id': message.id,
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  })
})

test('while one secret replaces another, both sign', () => {
  const secrets = [makeWebhookSecret(), makeWebhookSecret()]
  expect(secrets[0]).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
  const message = { id: 'msg_1', timestamp: 1, body: '{}' }
  const [first, second] = secrets.map((secret) => signedHeaders(message, [secret])['webhook-signature'])
  expect(first).not.toBe(second)
  expect(signedHeaders(message, secrets)['webhook-signature']).toBe(`${first} ${second}`)
})
