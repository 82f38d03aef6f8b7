import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'

interface Chunk {
  file: string
  isEntry?: boolean
  imports?: string[]
  dynamicImports?: string[]
}

const dist = join(import.meta.dirname, '../dist')
const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8')) as Record<string, Chunk>

/** Chunks of libraries stay in the browser over our releases. */
const isVendor = (key: string) => /^_(react|mui|graph|form|time|phone)-/.test(key)

/** What the browser loads with a chunk, the libraries left out. */
function closureOf(key: string, found = new Set<string>()): Set<string> {
  if (isVendor(key) || found.has(key)) return found
  found.add(key)
  for (const each of manifest[key]?.imports ?? []) closureOf(each, found)
  return found
}

const kilobytes = (keys: Iterable<string>) =>
  [...keys].reduce((sum, key) => sum + gzipSync(readFileSync(join(dist, manifest[key]!.file))).length, 0) /
  1000

const [entry] = Object.keys(manifest).filter((key) => manifest[key]?.isEntry)
const first = closureOf(entry!)
/** What surrounds every page of whoever has signed in. */
const shell = closureOf('src/app/pages.tsx', new Set(first))

test('the page that asks who comes loads at most 25 kB of our own JavaScript', () => {
  expect(kilobytes(first)).toBeLessThan(25)
})

test('what surrounds the pages loads at most 50 kB with it', () => {
  expect(kilobytes(shell)).toBeLessThan(50)
})

test('every page loads at most 60 kB of its own JavaScript', () => {
  const pages = [...shell].flatMap((key) => manifest[key]?.dynamicImports ?? [])
  expect(pages.length).toBeGreaterThan(20)
  const sizes = pages.map((key) => [key, kilobytes([...closureOf(key)].filter((each) => !shell.has(each)))])
  expect(sizes.filter(([, size]) => Number(size) >= 60)).toEqual([])
})
