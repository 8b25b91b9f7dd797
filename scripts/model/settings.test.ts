import { expect, test } from 'vitest'
import { LOCAL_MODEL } from '@/lib/providers/local-model'
import { MODEL_NAME, MODEL_PORT } from './settings.mjs'

test('what a page says of the model on this machine is what the command serves', () => {
  expect(LOCAL_MODEL).toMatchObject({ baseUrl: `http://127.0.0.1:${MODEL_PORT}/v1`, model: MODEL_NAME })
})
