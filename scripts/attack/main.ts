import type { Attack, Finding } from './attack'
import { bodies } from './bodies'
import { files } from './files'
import { kills } from './kills'
import { races } from './races'
import { signIn } from './sign-in'
import { sweep } from './sweep'
import { startTarget } from './target'
import { wrongTypes } from './wrong-types'

const ATTACKS: readonly Attack[] = [sweep, wrongTypes, files, races, kills, bodies, signIn]

const say = (line: string) => process.stderr.write(`${line}\n`)
const named = process.argv.slice(2)
const unknown = named.filter((name) => !ATTACKS.some((attack) => attack.name === name))
if (unknown.length > 0) {
  say(`Name attacks: ${ATTACKS.map(({ name }) => name).join(', ')}.`)
  process.exit(2)
}

const target = await startTarget(say)
const rows: (Finding & { attack: string; requests: number })[] = []
try {
  for (const attack of ATTACKS.filter(({ name }) => named.length === 0 || named.includes(name))) {
    say(`${attack.name}: ${attack.does} …`)
    const before = target.asked()
    const findings = await attack.run(target)
    for (const each of findings) rows.push({ ...each, attack: attack.name, requests: target.asked() - before })
  }
} finally {
  await target.stop()
}

process.stdout.write(
  `${['| attack | requests | promise | broken | measured |', '| --- | ---: | --- | ---: | --- |'].join('\n')}\n`,
)
for (const { attack, requests, promise, broken, measured = '' } of rows)
  process.stdout.write(`| ${attack} | ${requests} | ${promise} | ${broken} | ${measured} |\n`)
for (const { promise, examples = [] } of rows) for (const example of examples) say(`Broken: ${promise}: ${example}`)
process.exit(rows.some(({ broken }) => broken > 0) ? 1 : 0)
