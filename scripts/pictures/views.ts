import type { Page } from '@playwright/test'
import type { World } from './world'

/** A screen in a state: whose it is (a name of the world; none: nobody signed in), its address, and what is done there. */
export type View = {
  name: string
  who?: string
  path: string
  act?: (page: Page) => Promise<unknown>
  /** Korean, where pages have it. */
  korean?: true
  /** On paper, and in colours that the system chooses, besides. */
  media?: true
}

const press = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name }).first().click()
const key = (letter: string) => async (page: Page) => {
  await page
    .getByRole('button', { name: /Answer A/ })
    .and(page.locator(':enabled'))
    .first()
    .waitFor()
  await page.keyboard.press(letter)
}
const openAll = (page: Page) =>
  page.evaluate(() => {
    for (const each of document.querySelectorAll('details')) each.open = true
  })

/** What is computed in the background is there before it is unfolded. */
const openAllDone = async (page: Page) => {
  await page
    .getByText(/^Computing/)
    .first()
    .waitFor({ state: 'hidden' })
  await openAll(page)
}

/** Every screen and state, in an order in which none changes what a later one shows. */
export function viewsOf(world: World): View[] {
  return [
    ...publicViews(world),
    ...siteViews(world),
    ...designViews(world),
    ...ratingViews(world),
    ...studyViews(world),
    ...deskViews(world),
    ...ratingDeskViews(world),
  ]
}

function publicViews({ link }: World): View[] {
  const join = `/join/${link}`
  return [
    { name: 'sign-in', path: '/sign-in' },
    { name: 'sign-in-korean', path: '/sign-in', korean: true },
    {
      name: 'sign-in-wrong',
      path: '/sign-in',
      act: async (page) => {
        await page.getByLabel('E-mail').fill('nobody@example.org')
        await page.getByLabel('Password').fill('wrong')
        await press('Sign in')(page)
        await page.getByRole('alert').filter({ hasText: /\w/ }).first().waitFor()
      },
    },
    { name: 'join', path: join },
    { name: 'join-korean', path: join, korean: true },
    { name: 'join-wrong', path: join, act: press('Make an account and join') },
    { name: 'join-nowhere', path: '/join/nowhere' },
  ]
}

function siteViews({ set, ready, wrong, researcher }: World): View[] {
  const who = 'admin'
  return [
    { name: 'home-admin', who, path: '/' },
    { name: 'home-researcher', who: 'researcher', path: '/' },
    { name: 'home-empty', who: 'newcomer', path: '/' },
    { name: 'home-annotator', who: 'judge-plain', path: '/' },
    { name: 'not-found', who, path: '/nowhere' },
    { name: 'account', who, path: '/account' },
    { name: 'account-annotator', who: 'judge-plain', path: '/account', korean: true },
    { name: 'people', who, path: '/admin/people' },
    { name: 'person', who, path: `/admin/people/${researcher}` },
    { name: 'audit', who, path: '/admin/audit' },
    { name: 'security', who, path: '/admin/security' },
    { name: 'providers', who, path: '/admin/providers' },
    { name: 'names-site', who, path: '/admin/names' },
    { name: 'sets', who, path: '/prompt-sets' },
    { name: 'set-new', who, path: '/prompt-sets/new' },
    { name: 'set-new-wrong', who, path: '/prompt-sets/new', act: press('Check the file') },
    { name: 'set', who, path: `/prompt-sets/${set}` },
    { name: 'set-search', who, path: `/prompt-sets/${set}?words=the&order=length` },
    { name: 'set-upload', who, path: `/prompt-sets/${set}/upload`, act: openAll },
    { name: 'upload-ready', who, path: `/uploads/${ready}` },
    { name: 'upload-problems', who, path: `/uploads/${wrong}`, act: openAll },
    { name: 'statistics', who, path: '/statistics' },
    { name: 'reports', who, path: '/reports' },
  ]
}

function designViews({ draft }: World): View[] {
  const who = 'admin'
  const study = `/studies/${draft}`
  return [
    { name: 'new-study', who, path: '/studies/new' },
    { name: 'new-study-wrong', who, path: '/studies/new', act: press('Make the draft') },
    { name: 'new-study-unfolded', who, path: '/studies/new', act: openAll },
    { name: 'draft', who, path: study },
    { name: 'draft-dialog', who, path: study, act: press('Open the study…') },
    { name: 'draft-design', who, path: `${study}/design`, act: openAll },
    { name: 'draft-design-folded', who, path: `${study}/design` },
    { name: 'draft-names', who, path: `${study}/design/names` },
    {
      name: 'draft-names-word',
      who,
      path: `${study}/design/names`,
      act: (page) => page.getByRole('link', { name: 'ChatGPT' }).first().click(),
    },
    { name: 'draft-rehearse', who, path: `${study}/design/rehearse` },
    { name: 'draft-results', who, path: `${study}/results` },
    { name: 'draft-annotators', who, path: `${study}/annotators` },
    { name: 'draft-preview', who, path: `${study}/preview` },
  ]
}

function ratingViews({ ratingDraft, ratingOpen, ratingClosed }: World): View[] {
  const who = 'admin'
  const closed = `/studies/${ratingClosed}`
  const choose = (page: Page) => page.getByRole('radio', { name: 'Ratings of single responses' }).check()
  return [
    { name: 'rating-new', who, path: '/studies/new', act: choose },
    {
      name: 'rating-new-wrong',
      who,
      path: '/studies/new',
      act: async (page) => {
        await choose(page)
        await page.getByLabel('Template').selectOption('FREE')
        await press('Add an option')(page)
        await press('Make the draft')(page)
      },
    },
    { name: 'rating-draft', who, path: `/studies/${ratingDraft}` },
    { name: 'rating-draft-design', who, path: `/studies/${ratingDraft}/design`, act: openAll },
    { name: 'rating-open-design', who, path: `/studies/${ratingOpen}/design`, act: openAll, media: true },
    { name: 'rating-closed', who, path: closed },
    { name: 'rating-results', who, path: `${closed}/results?criterion=1`, act: openAllDone, media: true },
    { name: 'rating-agreement', who, path: `${closed}/agreement`, act: openAllDone, media: true },
    { name: 'rating-rankings', who, path: `${closed}/rankings`, act: openAllDone },
    { name: 'rating-items', who, path: `${closed}/items?show=any&criterion=1`, act: openAll },
    { name: 'rating-item', who, path: `${closed}/items/0`, act: openAll },
  ]
}

function studyViews({ demo, finished, reference, annotator }: World): View[] {
  const who = 'admin'
  const [open, closed, published] = [demo, finished, reference].map((id) => `/studies/${id}`)
  return [
    { name: 'open', who, path: `${open}`, media: true },
    { name: 'open-dialog', who, path: `${open}`, act: press('Close…') },
    { name: 'open-design', who, path: `${open}/design`, act: openAll },
    { name: 'open-annotators', who, path: `${open}/annotators`, act: openAll },
    { name: 'open-annotator', who, path: `${open}/annotators/${annotator}`, act: openAll },
    { name: 'open-results', who, path: `${open}/results`, act: openAllDone, media: true },
    { name: 'open-agreement', who, path: `${open}/agreement`, act: openAllDone, media: true },
    { name: 'open-rankings', who, path: `${open}/rankings`, act: openAllDone },
    { name: 'open-items', who, path: `${open}/items`, act: openAll },
    { name: 'open-item', who, path: `${open}/items/1`, act: openAll },
    { name: 'open-export', who, path: `${open}/export`, act: openAll },
    { name: 'open-audit', who, path: `${open}/audit` },
    { name: 'open-preview', who, path: `${open}/preview` },
    { name: 'closed', who, path: `${closed}` },
    { name: 'closed-results', who, path: `${closed}/results`, act: openAllDone },
    { name: 'closed-agreement', who, path: `${closed}/agreement`, act: openAllDone },
    { name: 'closed-rankings', who, path: `${closed}/rankings`, act: openAllDone },
    { name: 'published', who, path: `${published}` },
    { name: 'published-results', who, path: `${published}/results`, act: openAll, media: true },
  ]
}

function deskViews(world: World): View[] {
  const desk = (name: string) => ({ who: `judge-${name}`, path: `/annotate/${world[`desk-${name}`]}` })
  return [
    { name: 'desk', ...desk('plain'), media: true },
    { name: 'desk-korean', ...desk('plain'), korean: true },
    { name: 'desk-reason', ...desk('plain'), act: key('r') },
    { name: 'desk-flag', ...desk('plain'), act: key('x') },
    { name: 'desk-keys', ...desk('plain'), act: key('?') },
    { name: 'desk-history', ...desk('plain'), act: key('h') },
    { name: 'desk-instructions', ...desk('plain'), act: key('i') },
    { name: 'desk-display', ...desk('plain'), act: press('Display') },
    { name: 'desk-undo', ...desk('plain'), act: key('z') },
    ...['markdown', 'turns', 'apart', 'grades', 'bad', 'warned', 'consent', 'done', 'paused', 'closed'].map((name) => ({
      name: `desk-${name}`,
      ...desk(name),
    })),
    { name: 'desk-grades-korean', ...desk('grades'), korean: true },
    { name: 'desk-grades-second', ...desk('grades'), act: key('1') },
    { name: 'desk-hasty', ...desk('hasty'), act: key('1') },
  ]
}

function ratingDeskViews(world: World): View[] {
  const desk = (name: string) => ({ who: `judge-rating-${name}`, path: `/annotate/${world[`desk-rating-${name}`]}` })
  const rate = (name: string, ...keys: string[]) => ({
    ...{ name: `desk-rating-${name}`, ...desk(name) },
    act: (page: Page) => pressAll(page, keys),
  })
  return [
    { ...rate('lima'), media: true },
    { ...rate('lima', 'r'), name: 'desk-rating-reason' },
    { ...rate('lima', 'm'), name: 'desk-rating-meanings' },
    { ...rate('lima', '?'), name: 'desk-rating-keys' },
    { ...rate('lima', 'z'), name: 'desk-rating-undo' },
    ...['six', 'ten', 'two', 'warned', 'turns', 'many-turns', 'two-questions'].map((name) => rate(name)),
    { ...rate('korean'), korean: true },
    { ...rate('turns', '2'), name: 'desk-rating-turns-second' },
    { ...rate('turns', '2', '3', '3'), name: 'desk-rating-turns-sent' },
    { ...rate('turns', '2'), name: 'desk-rating-turns-korean', korean: true },
    {
      ...rate('many-turns', '2', '3', '3', '1', '2', '2', '2', '3', '2', '2', '3', '3'),
      name: 'desk-rating-all-turns',
    },
  ]
}

/** So long a key that changes nothing is pressed. */
const IN_VAIN_MS = 3000

/** Presses keys one after the other, each until it shows that the desk took it: it rests for a moment after an answer. */
async function pressAll(page: Page, keys: readonly string[]): Promise<void> {
  await page.locator('button:enabled[aria-keyshortcuts]').first().waitFor()
  for (const each of keys) {
    const before = await outlineOf(page)
    const until = Date.now() + IN_VAIN_MS
    do await page.keyboard.press(each)
    while ((await outlineOf(page)) === before && Date.now() < until)
  }
}

/** What is open, asked and chosen on the page, without the words that tell of time. */
function outlineOf(page: Page): Promise<string> {
  return page.evaluate(() =>
    [...document.querySelectorAll('h1, h2, section, dialog, [role=dialog], [role=group], [aria-pressed], textarea')]
      .map((each) => [each.tagName, each.getAttribute('aria-pressed'), each.getAttribute('aria-label')].join())
      .join(),
  )
}
