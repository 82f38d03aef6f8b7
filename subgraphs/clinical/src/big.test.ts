import { TestSubgraph, asRole } from '@vetgraph/kit/testing'
import { test } from 'vitest'
import { clinical } from './schema.ts'
import { writeFileSync } from 'node:fs'
import { loadDemo } from './demo.ts'

test('big', async () => {
  const h = await TestSubgraph.open(clinical)
  const out: string[] = []
  h.setNow(new Date().toISOString())
  let t = Date.now()
  await loadDemo(h.context(), { pets: 10000, years: 5 })
  out.push(`load ${Date.now() - t} ms`)
  t = Date.now()
  await h.admin`analyze`
  out.push(`analyze ${Date.now() - t}`)
  out.push(
    JSON.stringify(
      await h.admin`select relname, n_live_tup, pg_size_pretty(pg_total_relation_size(relid)) s from pg_stat_user_tables where schemaname='clinical' order by 2 desc`,
    ),
  )
  for (const q of [
    'bela',
    'byrn',
    'bella byrne',
    '1234',
    '087 123',
    '372098100',
    'b',
    'be',
    'mrphy',
    'a b',
  ]) {
    for (let i = 0; i < 2; i++) {
      t = performance.now()
      const r = await h.graphql(
        asRole('VET'),
        'query ($s: String) { pets(first: 20, filter: { search: $s }) { nodes { name owner { name } } } }',
        { s: q },
      )
      const a = performance.now() - t
      t = performance.now()
      const o = await h.graphql(
        asRole('VET'),
        'query ($s: String) { owners(first: 20, filter: { search: $s }) { nodes { name } } }',
        { s: q },
      )
      out.push(
        `${q}: pets ${a.toFixed(0)} ms ${JSON.stringify((r.data as any).pets.nodes.slice(0, 4).map((n: any) => n.name + ' ' + n.owner.name))} owners ${(performance.now() - t).toFixed(0)} ms ${JSON.stringify((o.data as any).owners.nodes.slice(0, 3).map((n: any) => n.name))}`,
      )
    }
  }
  for (const q of ['otitis', 'vomit bland', 'weight', 'xyz']) {
    for (let i = 0; i < 2; i++) {
      t = performance.now()
      const r = await h.graphql(
        asRole('VET'),
        'query ($s: String) { medicalRecords(first: 20, filter: { search: $s }) { nodes { id } } }',
        { s: q },
      )
      out.push(
        `records ${q}: ${(performance.now() - t).toFixed(0)} ms ${(r.data as any).medicalRecords.nodes.length}`,
      )
    }
  }
  t = performance.now()
  await h.graphql(
    asRole('VET'),
    '{ pets(first: 25) { nodes { name owner { name } species { name } breed { name } weight { value } microchips { number } lastMedicalRecord { plan } } } }',
  )
  out.push(`page ${(performance.now() - t).toFixed(0)} ms`)
  writeFileSync('/tmp/big.txt', out.join('\n'))
  await h.close()
}, 300_000)
