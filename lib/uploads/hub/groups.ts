import type { HubFile } from './ask-hub'

/** Files of a data set that belong together: the shards of a split, or one file. */
export type HubGroup = { name: string; paths: string[]; bytes: number }

const DATA = /\.(jsonl?|ndjson|csv|tsv|parquet|xlsx|eval)(\.gz)?$/i
const SHARD = /-\d{5}-of-\d{5}(?=\.)/

/** What can be pulled of a data set, shards of one split taken together. */
export function groupFiles(files: readonly HubFile[]): HubGroup[] {
  const groups = new Map<string, HubGroup>()
  for (const { path, size } of [...files].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    if (!DATA.test(path)) continue
    const name = path.replace(SHARD, '')
    const group = groups.get(name) ?? { name, paths: [], bytes: 0 }
    group.paths.push(path)
    group.bytes += size
    groups.set(name, group)
  }
  return [...groups.values()]
}
