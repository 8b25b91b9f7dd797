// For the server. Not marked so, since the document of the desk, too, reads it.
import type { Language } from './languages'
import ar from './messages/ar.json'
import de from './messages/de.json'
import en from './messages/en.json'
import es from './messages/es.json'
import fr from './messages/fr.json'
import ja from './messages/ja.json'
import ko from './messages/ko.json'
import pagesAr from './messages/pages/ar.json'
import pagesDe from './messages/pages/de.json'
import pagesEn from './messages/pages/en.json'
import pagesEs from './messages/pages/es.json'
import pagesFr from './messages/pages/fr.json'
import pagesJa from './messages/pages/ja.json'
import pagesKo from './messages/pages/ko.json'
import pagesZhHans from './messages/pages/zh-Hans.json'
import ratingsAr from './messages/ratings/ar.json'
import ratingsDe from './messages/ratings/de.json'
import ratingsEn from './messages/ratings/en.json'
import ratingsEs from './messages/ratings/es.json'
import ratingsFr from './messages/ratings/fr.json'
import ratingsJa from './messages/ratings/ja.json'
import ratingsKo from './messages/ratings/ko.json'
import ratingsZhHans from './messages/ratings/zh-Hans.json'
import zhHans from './messages/zh-Hans.json'
import { pseudoTree } from './pseudo'

/** All that annotators read: the desk's words, what is put otherwise where responses are rated, and pages around it. */
export type Catalogue = { desk: typeof en; ratings: typeof ratingsEn; pages: typeof pagesEn }

const ENGLISH: Catalogue = { desk: en, ratings: ratingsEn, pages: pagesEn }

/** Types ask for the same keys in each; `messages.test.ts` for the same places to fill in, and words of its own. */
const CATALOGUES: Record<Language, Catalogue> = {
  en: ENGLISH,
  de: { desk: de, ratings: ratingsDe, pages: pagesDe },
  es: { desk: es, ratings: ratingsEs, pages: pagesEs },
  fr: { desk: fr, ratings: ratingsFr, pages: pagesFr },
  ja: { desk: ja, ratings: ratingsJa, pages: pagesJa },
  ko: { desk: ko, ratings: ratingsKo, pages: pagesKo },
  'zh-Hans': { desk: zhHans, ratings: ratingsZhHans, pages: pagesZhHans },
  ar: { desk: ar, ratings: ratingsAr, pages: pagesAr },
}

/**
 * The words of a language. Where `EVENHAND_PSEUDO_LANGUAGE` names it, as tests do, English made longer and marked stands in
 * its place: what is on a page without marks has not gone through messages.
 */
export function catalogueOf(language: Language): Catalogue {
  return process.env.EVENHAND_PSEUDO_LANGUAGE === language ? pseudoTree(ENGLISH) : CATALOGUES[language]
}
