import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { tokenFor } from '../test-tokens.ts'
import type { WalkHospital } from './hospital.ts'
import { type Walker, Walked } from './walker.ts'

export interface Address {
  method: string
  /** As Express knows it, `/files/:id`. */
  path: string
}

interface Layer {
  route?: { path: string; methods: Record<string, boolean> }
  handle: { stack?: Layer[] }
  slash?: boolean
}

/** Every address of an application. */
function addressesOf(layers: readonly Layer[]): Address[] {
  return layers.flatMap(({ route, handle, slash }) => {
    if (route) return Object.keys(route.methods).map((method) => ({ method, path: route.path }))
    if (!handle.stack) return []
    if (!slash) throw new Error('mount routers at the root: where else they stand Express does not tell')
    return addressesOf(handle.stack)
  })
}

/** Answered before Express. */
const beside: readonly Address[] = [
  { method: 'get', path: '/metrics' },
  { method: 'get', path: '/' },
]

/** Asks every address but the graph’s for every kind of thing, signed in as the walker. */
export async function walkAddresses(hospital: WalkHospital, walker: Walker) {
  const { gateway } = hospital
  const { port } = gateway.server.address() as AddressInfo
  const headers = { authorization: `Bearer ${await tokenFor(walker.viewer)}`, 'x-request-id': 'walk-walk' }
  const walked = new Walked(walker)
  const addresses = [...beside, ...addressesOf(gateway.app.router.stack as unknown as Layer[])]
  const ids = walker.ground.idsOf('anything', '', '')
  const ask = async ({ method, path }: Address, id: string) => {
    const url = `http://127.0.0.1:${port}${path.replaceAll(/[:*]\w+/g, id)}`
    const response = await fetch(url, { method: method === '_all' ? 'GET' : method.toUpperCase(), headers })
    const told = [...response.headers].filter(([name]) => name !== 'date')
    return walked.look(`${method} ${path}`, [response.status, told, await response.text()], id)
  }
  for (const address of addresses) {
    if (address.path === '/graphql') continue
    const nothing = await ask(address, randomUUID())
    const variable = /[:*]/.test(address.path)
    for (const { id, side } of variable ? ids : []) {
      const text = await ask(address, id)
      if (side === 'foreign') walked.compare(address.path, text, nothing)
    }
  }
  return { walked, addresses }
}
