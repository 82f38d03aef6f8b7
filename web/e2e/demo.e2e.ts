import { afterAll, beforeAll, expect, test } from 'vitest'
import { Hospital } from '../../gateway/src/testing/hospital.ts'
import { closeAll, desk, phone, shoot, signIn, violations } from './browser.ts'

let hospital: Hospital

beforeAll(async () => {
  hospital = await Hospital.start({ DATABASE_URL: '', NODE_ENV: 'production', DEMO: 'on' })
})
afterAll(async () => {
  await hospital.stop()
})

test('a demo hospital that others can reach warns on every page, before and behind the door', async () => {
  for (const [size, scheme] of [
    [desk, 'light'],
    [phone, 'dark'],
  ] as const) {
    const { web } = hospital.ready
    const { page, context, problems } = await signIn('reception@demo.vet', { size, scheme, web })
    const warning = page.getByRole('complementary', { name: 'Demo hospital' })
    for (const path of ['/', '/clients', '/profile', '/login']) {
      if (path === '/login') await context.clearCookies()
      await page.goto(path)
      await page.getByRole('heading').first().waitFor()
      await warning.waitFor()
      // What still comes from the graph fades in, and would be looked at half way.
      await page.waitForLoadState('networkidle')
      const { height } = (await warning.boundingBox())!
      expect(height).toBeLessThan(50)
      const over = await page.evaluate(() => ({
        x: document.documentElement.scrollWidth - window.innerWidth,
        y: document.documentElement.scrollHeight - window.innerHeight,
      }))
      expect({ path, ...over }).toEqual({ path, x: 0, y: 0 })
      expect(await violations(page)).toEqual([])
      await shoot(page, `demo-${scheme}-${path.slice(1) || 'today'}`)
    }
    expect(problems).toEqual([])
    await closeAll(context)
  }
  expect(hospital.output.join('')).toContain('WARNING: everybody who reaches this address')
})
