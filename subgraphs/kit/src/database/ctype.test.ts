import { randomUUID } from 'node:crypto'
import { expect, inject, test } from 'vitest'
import { connect } from './connect.ts'
import { knowsAllScripts, learnAllScripts } from './ctype.ts'

test('a database that knew ASCII letters only finds names in all scripts afterwards, also by indexes that were there', async () => {
  const { url: templateUrl } = inject('postgres')
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const url = new URL(templateUrl)
  url.pathname = '/postgres'
  const server = connect(url.href, { max: 1, onnotice: () => {} })
  await server.unsafe(`create database ${name} template template0 lc_ctype 'C'`)
  url.pathname = `/${name}`
  const before = connect(url.href, { max: 1, onnotice: () => {} })
  await before`create extension pg_trgm`
  expect(await knowsAllScripts(before)).toBe(false)
  await before`create table names as select 'Иван Петров' as name`
  await before`create index names_search on names using gin (name gin_trgm_ops)`
  await before.end()

  await learnAllScripts(url.href)
  const after = connect(url.href, { max: 1, onnotice: () => {} })
  expect(await knowsAllScripts(after)).toBe(true)
  await after`set enable_seqscan = off`
  for (const search of ['Петров', 'Петро', 'Иван'])
    expect(await after`select from names where ${search} <% name`).toHaveLength(1)
  await after.end()
  await server.unsafe(`drop database ${name}`)
  await server.end()
})
