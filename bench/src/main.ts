import { parseArgs } from 'node:util'
import { demoAccounts } from '@vetgraph/gateway/start/accounts'
import type { Contender } from './contenders/contender.ts'
import { hiveGateway, stockGateway } from './contenders/gateways.ts'
import { handWritten } from './contenders/hand-written.ts'
import { ours, oursRemote } from './contenders/ours.ts'
import { postgraphile } from './contenders/postgraphile.ts'
import { yoga } from './contenders/yoga.ts'
import { readFacts } from './facts.ts'
import { openHospital } from './hospital.ts'
import { measure, type Rounds, type Running } from './measure.ts'
import { operationNames, operationOf } from './operations.ts'
import { tableOf } from './report.ts'
import { Site } from './site.ts'
import { Token } from './token.ts'

const contenders: Contender[] = [handWritten, ours, oursRemote, stockGateway, hiveGateway, yoga, postgraphile]

const { values } = parseArgs({
  args: process.argv.slice(2).filter((argument) => argument !== '--'),
  options: {
    pets: { type: 'string', default: '10000' },
    years: { type: 'string', default: '5' },
    only: { type: 'string', default: contenders.map(({ name }) => name).join() },
    operations: { type: 'string', default: operationNames.join() },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '3' },
    connections: { type: 'string', default: '8' },
  },
})

function chosen<T>(names: string, from: ReadonlyMap<string, T>): T[] {
  return names.split(',').map((name) => {
    const found = from.get(name)
    if (!found) throw new Error(`There is no ${name}: choose from ${[...from.keys()].join(', ')}.`)
    return found
  })
}

const only = chosen(values.only, new Map(contenders.map((contender) => [contender.name, contender])))
const names = chosen(values.operations, new Map(operationNames.map((name) => [name, name])))
const effort = {
  rounds: Number(values.rounds),
  seconds: Number(values.seconds),
  connections: Number(values.connections),
}

const vet = demoAccounts.find(({ role }) => role === 'VET')!
const hospital = await openHospital({ pets: Number(values.pets), years: Number(values.years) })
const site = new Site(hospital, await hospital.copy('bench'))
const running: Running[] = []
try {
  const facts = await readFacts(site.databaseUrl, vet.email)
  for (const [lane, contender] of only.entries()) {
    running.push({ contender, lane, server: await contender.start(site) })
  }
  const door = running.find(({ contender }) => contender === ours || contender === oursRemote)
  const token = new Token(door?.server.url ?? null, vet)
  const results = new Map<string, Rounds>()
  for (const name of names) {
    const operation = operationOf(name, facts)
    const able = running.filter(({ contender }) => !contender.without?.includes(name))
    const rounds = await measure(able, operation, () => token.headers(), effort)
    results.set(name, rounds)
    process.stdout.write(`${tableOf(name, only, rounds)}\n`)
  }
} finally {
  for (const { server } of running) await server.stop()
  await site.stop()
  await hospital.stop()
}
