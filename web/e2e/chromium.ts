import { existsSync } from 'node:fs'

const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** The browser for the journeys, or one sentence on how to get it. */
export function findChromium(): string {
  const named = process.env['CHROMIUM_PATH']
  const found = (named ? [named] : usualPlaces).find((path) => existsSync(path))
  if (found) return found
  throw new Error(
    named
      ? `CHROMIUM_PATH is ${named}, where there is nothing.`
      : 'The browser journeys need Chromium: install it (Debian: apt-get install chromium) or set CHROMIUM_PATH.',
  )
}
