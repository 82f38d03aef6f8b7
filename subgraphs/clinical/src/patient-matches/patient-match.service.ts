import type { Context } from '@vetgraph/kit/context'
import { authorize } from '@vetgraph/kit/access/authorize'
import { phoneNumberOf } from '@vetgraph/kit/phone'
import { groupLoaderOf } from '@vetgraph/kit/reads/refs'
import { sql } from 'drizzle-orm'
import { owners } from '../owners/owner.table.ts'
import { chipNumberIn } from '../pets/microchip.number.ts'
import { microchips } from '../pets/microchip.table.ts'
import { pets } from '../pets/pet.table.ts'
import { timeZonesOf } from '../refs/location-ref.service.ts'
import { fold } from '../search/fold.ts'

function partsOf(id: string, timeZones: readonly string[]) {
  const [said = '', name] = id.split('\n')
  if (name === undefined) return { id, chip: chipNumberIn(said) }
  return said.includes('@')
    ? { id, name, email: said.trim() }
    : { id, name, phone: phoneNumberOf(said, timeZones) }
}

/** The pets of many lines in one statement. */
async function readPatients(ctx: Context, ids: readonly string[]) {
  const timeZones = await timeZonesOf(ctx)
  const wanted = JSON.stringify(ids.map((id) => partsOf(id, timeZones)))
  const found = await ctx.db.execute<{ id: string; pet: string }>(sql`
    with wanted as (
      select * from jsonb_to_recordset(${wanted}::jsonb) as line (id text, chip text, name text, email text, phone text)
    ), clients as (
      select wanted.id, wanted.name, ${owners.id} as client from wanted
        join ${owners} on lower(${owners.email}) = lower(wanted.email)
      union
      select wanted.id, wanted.name, ${owners.id} from wanted
        join ${owners} on wanted.phone is not null and ${owners.phoneNumbers} @> array[wanted.phone]
    )
    select wanted.id, ${microchips.petId} as pet from wanted join ${microchips} on ${microchips.number} = wanted.chip
    union
    select clients.id, ${pets.id} from clients
      join ${pets} on ${pets.ownerId} = clients.client and ${pets.sortName} = ${fold(sql`clients.name`)}
    union
    select clients.id, ${pets.id} from clients
      join ${pets} on ${pets.coOwnerIds} @> array[clients.client] and ${pets.coOwnerIds} <> '{}'
        and ${pets.sortName} = ${fold(sql`clients.name`)}`)
  return found.map(({ id, pet }) => [id, pet] as const)
}

/** The patients that a line of a file can mean. */
export function findPatients(ctx: Context, id: string): Promise<string[]> {
  authorize(ctx, 'owner:read')
  return groupLoaderOf(ctx, readPatients).load(id)
}
