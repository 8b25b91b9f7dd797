import type { Column } from '@/lib/exports/columns'
import { termsWords } from '@/lib/exports/text-terms'
import type { BundleFacts } from './bundle-facts'

/** A file of a data set with the table in it. */
export type CroissantTable = {
  /** Of its record set. */
  name: string
  /** Its place beside the description. */
  path: string
  format: 'application/jsonlines' | 'application/vnd.apache.parquet'
  sha256: string
  columns: readonly Column[]
}

const TYPES: Readonly<Record<Column['type'], string>> = {
  text: 'sc:Text',
  integer: 'sc:Integer',
  number: 'sc:Float',
  boolean: 'sc:Boolean',
  time: 'sc:DateTime',
  json: 'sc:Text',
  messages: 'sc:Text',
}

/** Stands where nobody has said under which licence. */
const UNKNOWN_LICENCE = 'https://choosealicense.com/no-permission/'

/** A data set as Croissant 1.1 describes it, with what RAI asks of how it was made. */
export function croissant(facts: BundleFacts, tables: readonly CroissantTable[]): string {
  const { title, id, snapshot, question, groups, overlap, terms, hasTexts } = facts
  const { licence } = terms
  const description = {
    '@context': CONTEXT,
    '@type': 'sc:Dataset',
    name: title,
    description: `Blind human preference judgments: ${question}`,
    conformsTo: ['http://mlcommons.org/croissant/1.1', 'http://mlcommons.org/croissant/RAI/1.0'],
    license: licence.address ?? (licence.written || UNKNOWN_LICENCE),
    url: `urn:evenhand:${id}`,
    version: '1.0.0',
    citeAs: `${title} (${snapshot.at.toISOString().slice(0, 10)}), SHA-256 ${snapshot.dataHash}`,
    datePublished: snapshot.at.toISOString().slice(0, 10),
    'rai:dataCollection': `Judgments by ${groups.map(({ name }) => name).join(', ') || 'nobody told'}, ${facts.origin.toLowerCase()}.`,
    'rai:dataAnnotationProtocol': `${question} Answers: ${facts.options.join('; ')}.`,
    'rai:dataAnnotationPlatform': ['Evenhand'],
    'rai:dataAnnotationAnalysis': analysisWords(facts),
    'rai:annotationsPerItem': String(overlap),
    'rai:annotatorDemographics': groups.map(({ name, annotators }) => `${name}: ${annotators}`),
    'rai:machineAnnotationTools': groups.filter(({ kind }) => kind === 'LLM').map(({ name }) => name),
    'rai:dataLimitations': [
      'What is left out of figures, and why, stands in the column left_out.',
      `Texts of prompts and responses ${hasTexts ? 'are' : 'are not'} in it. ${termsWords(terms)}`,
    ],
    distribution: tables.map(({ path, format, sha256 }) => ({
      ...{ '@type': 'cr:FileObject', '@id': path, name: path, contentUrl: path, encodingFormat: format, sha256 },
    })),
    recordSet: tables.map(recordSet),
  }
  return `${JSON.stringify(description, null, 2)}\n`
}

/** Agreement as it was frozen. */
function analysisWords({ snapshot }: BundleFacts): string[] {
  const rows = snapshot.numbers.figures.find(({ name }) => name === 'agreement')?.rows ?? []
  return rows.flatMap(({ set, group, other_group, tie_discounted, label_pairs }) =>
    typeof tie_discounted === 'number'
      ? [`Tie-discounted agreement, ${set}, ${group} and ${other_group}: ${tie_discounted} of ${label_pairs} pairs.`]
      : [],
  )
}

/** Lists of structures are in the files, but what reads Croissant cannot take them out of a line. */
const isPlain = ({ type }: Column) => type !== 'messages'

function recordSet({ name, path, columns }: CroissantTable) {
  const field = ({ name: column, type, holds }: Column) => ({
    ...{ '@type': 'cr:Field', '@id': `${name}/${column}`, name: column, description: holds, dataType: TYPES[type] },
    source: { fileObject: { '@id': path }, extract: { column } },
  })
  return { '@type': 'cr:RecordSet', '@id': name, name, field: columns.filter(isPlain).map(field) }
}

/** As the specification has it, whole: a reader warns of any term that is missing. */
const CONTEXT = {
  ...{ '@language': 'en', '@vocab': 'https://schema.org/', citeAs: 'cr:citeAs', column: 'cr:column' },
  ...{ conformsTo: 'dct:conformsTo', containedIn: 'cr:containedIn', cr: 'http://mlcommons.org/croissant/' },
  rai: 'http://mlcommons.org/croissant/RAI/',
  data: { '@id': 'cr:data', '@type': '@json' },
  dataType: { '@id': 'cr:dataType', '@type': '@vocab' },
  dct: 'http://purl.org/dc/terms/',
  equivalentProperty: 'cr:equivalentProperty',
  examples: { '@id': 'cr:examples', '@type': '@json' },
  ...{ extract: 'cr:extract', field: 'cr:field', fileProperty: 'cr:fileProperty', fileObject: 'cr:fileObject' },
  ...{ fileSet: 'cr:fileSet', format: 'cr:format', includes: 'cr:includes', isLiveDataset: 'cr:isLiveDataset' },
  ...{ jsonPath: 'cr:jsonPath', key: 'cr:key', md5: 'cr:md5', parentField: 'cr:parentField', path: 'cr:path' },
  ...{ recordSet: 'cr:recordSet', references: 'cr:references', regex: 'cr:regex', repeated: 'cr:repeated' },
  ...{ replace: 'cr:replace', samplingRate: 'cr:samplingRate', sc: 'https://schema.org/', separator: 'cr:separator' },
  ...{ source: 'cr:source', subField: 'cr:subField', transform: 'cr:transform' },
}
