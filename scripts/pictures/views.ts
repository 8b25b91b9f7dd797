import type { Page } from '@playwright/test'
import { deskViews, ratingDeskViews } from './desk-views'
import { openAll, press, type View } from './view'
import type { World } from './world'

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
    ...modelViews(world),
    ...studyViews(world),
    ...deskViews(world),
    ...ratingDeskViews(world),
  ]
}

function publicViews({ link }: World): View[] {
  const join = `/join/${link}`
  return [
    { name: 'sign-in', path: '/sign-in' },
    { name: 'sign-in-korean', path: '/sign-in', language: 'ko' },
    { name: 'sign-in-arabic', path: '/sign-in', language: 'ar' },
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
    { name: 'join-korean', path: join, language: 'ko' },
    { name: 'join-arabic', path: join, language: 'ar' },
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
    { name: 'account-annotator', who: 'judge-plain', path: '/account', language: 'ko' },
    { name: 'account-arabic', who: 'judge-plain', path: '/account', language: 'ar' },
    { name: 'home-arabic', who: 'judge-plain', path: '/', language: 'ar' },
    { name: 'tokens', who, path: '/account/tokens' },
    { name: 'webhooks', who, path: '/account/webhooks' },
    { name: 'api', who, path: '/docs/api' },
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
    { name: 'words', who, path: '/words' },
    { name: 'reports', who, path: '/reports' },
    { name: 'report', who, path: '/reports', act: makeReport, media: true },
  ]
}

async function makeReport(page: Page) {
  await page.getByRole('textbox', { name: 'Title' }).fill('LIMA, as published')
  for (const study of await page.getByRole('checkbox', { name: /^LIMA \(2023\)/ }).all()) await study.check()
  await press('Make the report')(page)
  await page.getByRole('heading', { level: 1, name: 'LIMA, as published' }).waitFor({ timeout: 60_000 })
}

function designViews({ draft }: World): View[] {
  const who = 'admin'
  const study = `/studies/${draft}`
  return [
    { name: 'new-study', who, path: '/studies/new' },
    { name: 'new-study-wrong', who, path: '/studies/new', act: press('Make the draft') },
    { name: 'new-study-unfolded', who, path: '/studies/new', act: openAll },
    { name: 'draft', who, path: study },
    { name: 'team', who, path: `${study}/team` },
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
    { name: 'rating-closed-design', who, path: `${closed}/design`, act: openAll, media: true },
    { name: 'rating-judges', who, path: `${closed}/judges`, act: openAllDone },
    { name: 'rating-results', who, path: `${closed}/results?criterion=1`, act: openAllDone, media: true },
    { name: 'rating-agreement', who, path: `${closed}/agreement`, act: openAllDone, media: true },
    { name: 'rating-rankings', who, path: `${closed}/rankings`, act: openAllDone },
    { name: 'rating-items', who, path: `${closed}/items?show=any&criterion=1`, act: openAll },
    { name: 'rating-item', who, path: `${closed}/items/0`, act: openAll },
  ]
}

function modelViews({ provider, providerFailed, modelsDraft, modelsOpen, model, call, judged }: World): View[] {
  const who = 'admin'
  const open = `/studies/${modelsOpen}`
  const calls = `${open}/annotators/${model}/calls`
  return [
    { name: 'provider', who, path: `/admin/providers/${provider}` },
    { name: 'provider-failed', who, path: `/admin/providers/${providerFailed}` },
    { name: 'models-design', who, path: `/studies/${modelsDraft}/design`, act: openAll },
    { name: 'models-overview', who, path: open },
    { name: 'models-frozen', who, path: `${open}/design`, act: openAll },
    { name: 'models-annotators', who, path: `${open}/annotators` },
    { name: 'models-calls', who, path: calls },
    { name: 'models-call', who, path: `${calls}/${call}` },
    { name: 'models-export', who, path: `${open}/export` },
    { name: 'models-judges', who, path: `/studies/${judged}/judges`, act: openAllDone, media: true },
    { name: 'models-results', who, path: `/studies/${judged}/results`, act: openAllDone },
  ]
}

function studyViews({ demo, finished, reference, annotator }: World): View[] {
  const who = 'admin'
  const [open, closed, published] = [demo, finished, reference].map((id) => `/studies/${id}`)
  return [
    { name: 'open', who, path: `${open}`, media: true },
    { name: 'open-dialog', who, path: `${open}`, act: press('Close…') },
    { name: 'open-design', who, path: `${open}/design`, act: openAll, media: true },
    { name: 'open-annotators', who, path: `${open}/annotators`, act: openAll },
    { name: 'open-annotator', who, path: `${open}/annotators/${annotator}`, act: openAll },
    { name: 'open-results', who, path: `${open}/results`, act: openAllDone, media: true },
    { name: 'open-agreement', who, path: `${open}/agreement`, act: openAllDone, media: true },
    { name: 'open-rankings', who, path: `${open}/rankings`, act: openAllDone },
    { name: 'open-items', who, path: `${open}/items`, act: openAll },
    { name: 'open-item', who, path: `${open}/items/1`, act: openAll, media: true },
    { name: 'open-export', who, path: `${open}/export`, act: openAll },
    { name: 'open-audit', who, path: `${open}/audit` },
    { name: 'open-certificate', who, path: `${open}/certificate` },
    { name: 'open-preview', who, path: `${open}/preview` },
    { name: 'closed', who, path: `${closed}` },
    { name: 'closed-results', who, path: `${closed}/results`, act: openAllDone },
    { name: 'closed-agreement', who, path: `${closed}/agreement`, act: openAllDone },
    { name: 'closed-rankings', who, path: `${closed}/rankings`, act: openAllDone },
    { name: 'published', who, path: `${published}` },
    { name: 'published-results', who, path: `${published}/results`, act: openAll, media: true },
  ]
}
