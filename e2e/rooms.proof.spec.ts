import { test } from './fixtures'
import { expectWaysOut } from './ways-out'

for (const width of [390, 768, 1024])
  test(`at ${width} pixels no way out is lost: the site’s places, the tab one is on, what can be done about people`, ({
    page,
    signIn,
  }) => expectWaysOut(page, signIn, width))
