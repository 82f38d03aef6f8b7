import { expect, test } from 'vitest'
import type { Feature } from '../ui/feature'
import { links, pages } from './features'

const manifests = import.meta.glob<Feature>(['../features/*/feature.ts', './*/feature.ts'], {
  eager: true,
  import: 'feature',
})

const repeated = (names: readonly string[]) => names.filter((name, index) => names.indexOf(name) !== index)

test('every link leads to a page, and no two pages have one address', () => {
  const paths = pages.map(({ path }) => `/${path.replace(/\/:\w+\?$/, '')}`)
  expect(repeated(paths)).toEqual([])
  expect(links.map(({ to }) => to).filter((to) => to !== '/' && !paths.includes(to))).toEqual([])
})

test('no two sections of a page have one key or one place, whichever features they are of', () => {
  const sections = Object.values(manifests).flatMap(({ sections = {} }) =>
    Object.entries(sections).flatMap(([page, own]) => own.map(({ key, place }) => ({ page, key, place }))),
  )
  expect(repeated(sections.map(({ page, key }) => `${page} ${key}`))).toEqual([])
  expect(repeated(sections.map(({ page, place }) => `${page} ${place}`))).toEqual([])
})
