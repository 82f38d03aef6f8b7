import { TestSubgraph } from '@vetgraph/kit/testing'
import { demoPlan } from '@vetgraph/kit/demo/plan'
import { test } from 'vitest'
import { loadDemo } from './demo.ts'
import { billing } from './schema.ts'
test('t', async () => {
  const hospital = await TestSubgraph.open(billing)
  let t = performance.now()
  const p = demoPlan({ pets: 10000, years: 5 }, hospital.now())
  console.log('plan', performance.now() - t, p.visits.length); t = performance.now()
  await loadDemo(hospital.context(), { pets: 10000, years: 5 })
  console.log('load', performance.now() - t)
  console.log(await hospital.admin`select status, count(*) from billing.invoices group by 1`)
  await hospital.admin`analyze`
  for (const q of ['select * from billing.invoices order by created_at desc, id desc limit 26', 'select * from billing.invoices where owner_id = (select owner_id from billing.invoices limit 1) order by created_at desc limit 26'])
    console.log((await hospital.admin.unsafe('explain analyze ' + q)).map((r) => r['QUERY PLAN']).join('\n'))
  await hospital.close()
}, 300_000)
