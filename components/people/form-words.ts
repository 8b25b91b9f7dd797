import type { PageWords } from '@/lib/i18n/pages'

/** What the forms say that annotators fill in, too, in the language of the page. */
export type FormWords = PageWords['form']
