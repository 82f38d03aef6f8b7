import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { demoAccounts } from '@vetgraph/gateway/start/accounts'
import { type Attacked, attacked } from './attacked.ts'
import type { Contender } from './contenders/contender.ts'
import { hiveGateway, stockGateway } from './contenders/gateways.ts'
import { handWritten } from './contenders/hand-written.ts'
import { ours, oursRemote } from './contenders/ours.ts'
import { postgraphile } from './contenders/postgraphile.ts'
import { yoga } from './contenders/yoga.ts'
import { readFacts } from './facts.ts'
import { openHospital } from './hospital.ts'
import { type Fanout, fanout } from './live.ts'
import { measure, type Rounds, type Running, type Slice } from './measure.ts'
import { lanes, operationNames, operationOf } from './operations.ts'
import { bench } from './places.ts'
import { attackedTable, liveTable, reportOf, rowsTable, tableOf, todayTable } from './report.ts'
import { rowCounts, rowsOf } from './rows.ts'
import { Site } from './site.ts'
import { startTimes } from './start-times.ts'
import { addedVisits, addHistory, todayOf } from './today.ts'
import { Token } from './token.ts'
import type { Vetgraph } from './vetgraph.ts'

const contenders: Contender[] = [handWritten, ours, oursRemote, stockGateway, hiveGateway, yoga, postgraphile]

/** What Vetgraph alone is measured by. */
const ownNames = ['rows', 'today', 'live', 'attacked', 'start']
const attackSeconds = 10
const subscriberCounts = [1, 100, 1000]
const allNames = [...operationNames, ...ownNames]

const { values } = parseArgs({
  args: process.argv.slice(2).filter((argument) => argument !== '--'),
  options: {
    pets: { type: 'string', default: '10000' },
    years: { type: 'string', default: '5' },
    only: { type: 'string', default: contenders.map(({ name }) => name).join() },
    operations: { type: 'string', default: allNames.join() },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '3' },
    'warm-up': { type: 'string', default: '10' },
    connections: { type: 'string', default: '8' },
  },
})

function chosen<T>(names: string, from: ReadonlyMap<string, T>): T[] {
  return names.split(',').map((name) => {
    const found = from.get(name)
    if (found === undefined)
      throw new Error(`There is no ${name}: choose from ${[...from.keys()].join(', ')}.`)
    return found
  })
}

const only = chosen(values.only, new Map(contenders.map((contender) => [contender.name, contender])))
const names = chosen(values.operations, new Map(allNames.map((name) => [name, name])))
const isWhole = only.length === contenders.length && names.length === allNames.length
const size = { pets: Number(values.pets), years: Number(values.years) }
const effort = {
  rounds: Number(values.rounds),
  seconds: Number(values.seconds),
  warmUp: Number(values['warm-up']),
  connections: Number(values.connections),
}

const say = (text: string) => process.stdout.write(`${text}\n`)
const vet = demoAccounts.find(({ role }) => role === 'VET')!

const hospital = await openHospital(size)
const site = new Site(hospital, await hospital.copy('bench'))
const running: Running[] = []
try {
  const facts = await readFacts(site.databaseUrl, vet.email)
  for (const [lane, contender] of only.entries()) {
    running.push({ contender, lane, server: await contender.start(site) })
  }
  const own = running.find(({ contender }) => contender === ours)
  const door = own ?? running.find(({ contender }) => contender === oursRemote)
  const token = new Token(door?.server.url ?? null, vet)
  const headers = () => token.headers()

  const operations = new Map<string, Rounds>()
  for (const name of names.filter((name) => operationNames.includes(name))) {
    const able = running.filter(({ contender }) => !contender.without?.includes(name))
    const rounds = await measure(site, able, operationOf(name, facts), headers, effort)
    operations.set(name, rounds)
    say(tableOf(name, only, rounds))
  }

  const rows = new Map<number, Slice[]>()
  if (own && names.includes('rows')) {
    for (const count of rowCounts) {
      const operation = rowsOf(operationOf('day-sheet', facts), facts, count)
      if (!operation) continue
      const rounds = await measure(site, [own], operation, headers, { ...effort, connections: 1 })
      rows.set(count, rounds.get(ours.name)!)
    }
    say(rowsTable(rows))
  }

  const today = new Map<number, Slice[]>()
  if (own && names.includes('today')) {
    for (const added of [0, addedVisits]) {
      const visits = await addHistory(site.databaseUrl, facts, added)
      const rounds = await measure(site, [own], todayOf(facts), headers, { ...effort, connections: 1 })
      today.set(visits, rounds.get(ours.name)!)
    }
    say(todayTable(today))
  }

  let live: Fanout[] = []
  if (own && names.includes('live')) {
    // A second Vetgraph on this database would hear of every booking too, and do half of the jobs.
    for (const { server } of running.splice(0)) if (server !== own.server) await server.stop()
    running.push(own)
    await site.stop()
    await site.drain()
    const booking = operationOf('book', facts)
    const subscribers = { counts: subscriberCounts, locationId: facts.locationId, headers: await headers() }
    live = await fanout(own.server as Vetgraph, subscribers, booking, lanes - 1)
    say(liveTable(live))
  }

  for (const { server } of running.splice(0)) await server.stop()
  let underAttack: Attacked[] = []
  if (names.includes('attacked')) {
    await site.drain()
    underAttack = await attacked(site, facts, attackSeconds)
    say(attackedTable(underAttack))
  }

  const start = names.includes('start') ? await startTimes() : null
  const report = reportOf({
    contenders: only,
    effort,
    hospital: { ...size, version: hospital.version },
    operations,
    rows,
    today,
    live,
    attacked: underAttack,
    start,
  })
  // A part of the bench does not replace the whole of it.
  if (isWhole) writeFileSync(join(bench, 'results.md'), report)
  else say(report)
} finally {
  for (const { server } of running) await server.stop()
  await site.stop()
  await hospital.stop()
}
