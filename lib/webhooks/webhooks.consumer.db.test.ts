import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { makeWebhookSecret, signedHeaders } from './signature'

const python = process.env.EVENHAND_CONSUMERS_PYTHON ?? ''

const VERIFY = `
import json, sys
from standardwebhooks import Webhook
asked = json.load(sys.stdin)
def check(body):
    try:
        return Webhook(asked["secret"]).verify(body, asked["headers"])
    except Exception as error:
        return type(error).__name__
print(json.dumps([check(asked["body"]), check(asked["body"].replace("1", "2"))]))
`

test.runIf(python)(
  'the library of Standard Webhooks for Python checks our signature, and misses no change',
  async () => {
    const [secret, another] = [makeWebhookSecret(), makeWebhookSecret()]
    const body = JSON.stringify({ type: 'study.progress', data: { percent: 100, words: 'é 한국어' } })
    const headers = signedHeaders({ id: 'msg_1', timestamp: Math.floor(Date.now() / 1000), body }, [another, secret])
    const asked = promisify(execFile)(python, ['-c', VERIFY])
    asked.child.stdin?.end(JSON.stringify({ secret, headers, body }))
    expect(JSON.parse((await asked).stdout)).toEqual([JSON.parse(body), 'WebhookVerificationError'])
  },
)
