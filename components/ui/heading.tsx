import { styled } from './styled'

/** A heading as large as a page's title, where a page has several parts of equal rank. */
export const PageHeading = styled('h2', 'text-h1 font-medium tracking-[-0.012em]')
