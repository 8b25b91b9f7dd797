/** A licence of texts, as whoever keeps the prompt set wrote it. */
export type Licence = {
  /** Empty where nobody said. */
  written: string
  /** Its name at the Hugging Face Hub; null where it is none that is known here. */
  hubName: string | null
  /** Where it can be read; null as before. */
  address: string | null
  /** Whether it lets anybody give the texts on, also with names masked in them. */
  isShareable: boolean
}

type Known = Pick<Licence, 'hubName' | 'address'>

/** Creative Commons’ without “no derivatives”: a mask is a change. */
const CREATIVE = ['BY', 'BY-SA', 'BY-NC', 'BY-NC-SA'].flatMap((kind) =>
  ['1.0', '2.0', '2.5', '3.0', '4.0'].map((version) => `CC-${kind}-${version}`),
)

/** Licences that let texts be given on, by their SPDX names. */
const OPEN = [
  ...CREATIVE,
  ...['CC0-1.0', 'Apache-2.0', 'MIT', 'BSD-2-Clause', 'BSD-3-Clause', 'Unlicense', 'CDLA-Permissive-1.0'],
  ...['CDLA-Permissive-2.0', 'CDLA-Sharing-1.0', 'ODC-By-1.0', 'ODbL-1.0', 'PDDL-1.0'],
]

/** What the hub calls them where it is another word than SPDX has. */
const AT_THE_HUB: Readonly<Record<string, string>> = { 'ODC-By-1.0': 'odc-by', 'ODbL-1.0': 'odbl', 'PDDL-1.0': 'pddl' }

const KNOWN = new Map<string, Known>(
  OPEN.flatMap((name) => {
    const hubName = AT_THE_HUB[name] ?? name.toLowerCase()
    const known = { hubName, address: `https://spdx.org/licenses/${name}.html` }
    return [name.toLowerCase(), hubName].map((key): [string, Known] => [key, known])
  }),
)

/** What a written licence is. One that is not known may say anything: it is for somebody to read. */
export function readLicence(written: string): Licence {
  const key = written
    .trim()
    .toLowerCase()
    .replace(/\s+licen[cs]e$/, '')
    .replaceAll(/[\s_]+/g, '-')
  const known = KNOWN.get(key)
  return { written: written.trim(), hubName: null, address: null, ...known, isShareable: known !== undefined }
}
