import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { SetupError } from '../setup-error.mjs'
import { runtimeIn, weightsIn } from './fetch.mjs'
import { tooLong } from './request.mjs'
import { CONTEXT_TOKENS, MODEL_NAME, RUNTIME } from './settings.mjs'

/** @typedef {import('./request.mjs').Given} Given */
/** @typedef {{ text: string, finish: 'stop' | 'length', input: number, output: number }} Completion */
/** @typedef {{ fingerprint: string, complete: (given: Given) => Promise<Completion>, close: () => Promise<void> }} Model */

/** After so many line ends the runtime's grammars let go: the JSON before them is whole. */
const END_OF_JSON = '\n\n\n\n'

/**
 * Loads the model, for one thread. Its runtime is no dependency of ours: it lies where it was fetched to.
 * @param {string} folder @returns {Promise<Model>}
 */
export async function loadModel(folder) {
  const { getLlama, LlamaGrammarEvaluationState } = await import(
    pathToFileURL(path.join(runtimeIn(folder), 'dist/index.js')).href
  )
  const llama = await getLlama({ gpu: false, build: 'never', maxThreads: 1, logLevel: 'error' }).catch(
    (/** @type {unknown} */ cause) => {
      throw new SetupError('The program that runs the model does not work on this machine.', { cause })
    },
  )
  const model = await llama.loadModel({ modelPath: weightsIn(folder) })
  const context = await model.createContext({ contextSize: CONTEXT_TOKENS, sequences: 1, threads: 1 })
  const sequence = context.getSequence()

  /** @param {Given} given @returns {Promise<Completion>} */
  const complete = async ({ messages, temperature, topP, seed, maxTokens, schema }) => {
    const tokens = tokensOf(model, messages)
    // An answer needs room as well.
    if (tokens.length >= CONTEXT_TOKENS) throw tooLong(tokens.length)
    await sequence.clearHistory()
    const grammar = schema && (await llama.createGrammarForJsonSchema(schema))
    const most = Math.min(maxTokens, CONTEXT_TOKENS - tokens.length)
    const options = {
      ...{ temperature, topP, topK: 0, minP: 0, yieldEogToken: true },
      seed: seed ?? Math.floor(Math.random() * 2 ** 31),
      ...(grammar && { grammarEvaluationState: new LlamaGrammarEvaluationState({ model, grammar }) }),
    }
    /** @type {number[]} */
    const written = []
    let text = ''
    for await (const token of sequence.evaluate(tokens, options)) {
      const isEnd = model.isEogToken(token)
      if (!isEnd) {
        written.push(token)
        text = model.detokenize(written)
      }
      if (isEnd || (grammar && text.endsWith(END_OF_JSON)))
        return { text: grammar ? text.trim() : text, finish: 'stop', input: tokens.length, output: written.length }
      if (written.length >= most) break
    }
    return { text, finish: 'length', input: tokens.length, output: written.length }
  }
  return {
    fingerprint: `${MODEL_NAME}/${RUNTIME.package}-${RUNTIME.version}`,
    complete,
    close: () => llama.dispose(),
  }
}

/** The model's own form of a conversation. What people wrote cannot open or end a message. */
function tokensOf(/** @type {any} */ model, /** @type {Given['messages']} */ messages) {
  /** @type {number[]} */
  const tokens = []
  for (const { role, content } of messages)
    tokens.push(
      ...model.tokenize(`<|im_start|>${role}\n`, true),
      ...model.tokenize(content, false, 'trimLeadingSpace'),
      ...model.tokenize('<|im_end|>\n', true),
    )
  return [...tokens, ...model.tokenize('<|im_start|>assistant\n', true)]
}
