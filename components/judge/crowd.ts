/** What only those need who came from a crowd platform: other desks never load it. */
export { Finish } from './finish'
export { Screening } from './screening'
