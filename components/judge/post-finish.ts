import { ask, type Held, heldBy, type Owner } from './wire'

/** Asks that the part of somebody who came from a crowd platform ends; whether it has. Never throws. */
export async function postFinish(owner: Owner): Promise<{ kind: 'finish'; isOver: boolean } | Held> {
  const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"finishes":true}' }
  const answer = await ask(owner, 'finish', request)
  return 'value' in answer ? { kind: 'finish', isOver: (answer.value as { isOver: boolean }).isOver } : heldBy(answer)
}
