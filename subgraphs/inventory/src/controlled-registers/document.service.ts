import { authorize } from '@vetgraph/kit/access/authorize'
import type { Context } from '@vetgraph/kit/context'
import { documentAddress, slug } from '@vetgraph/kit/documents/address'
import type { Party } from '@vetgraph/kit/documents/letter'
import { renderPdf } from '@vetgraph/kit/documents/pdf'
import { badInput, notFound, unavailable } from '@vetgraph/kit/errors'
import { checkPeriod, type Period } from '@vetgraph/kit/reports/period'
import { daysIn } from '@vetgraph/kit/time'
import { auditRead } from '@vetgraph/kit/work/audit'
import { and, asc, desc, eq, gte, inArray, lt } from 'drizzle-orm'
import { locations } from '../refs/refs.service.ts'
import { dispensings } from '../stock/dispensing.table.ts'
import { lots } from '../stock/lot.table.ts'
import { registerDocument } from './controlled-register.pdf.ts'
import { getRegister } from './controlled-register.service.ts'
import {
  type ControlledRegisterRow,
  type RegisterLineRow,
  registerLines,
} from './controlled-register.table.ts'

const kind = 'CONTROLLED_REGISTER'

/** Lines of one document; a busier register is printed period by period. */
const maxLines = 3000

export const isRegister = (of: string) => of === kind

const fileName = ({ name }: Pick<ControlledRegisterRow, 'name'>, { from, until }: Period) =>
  `register-${slug(name)}-${from}-${until}.pdf`

/** Where the PDF of a register is that the viewer already sees. */
export function addressOfRegister(ctx: Context, register: ControlledRegisterRow, period: Period) {
  checkPeriod(period)
  const id = [register.id, period.from, period.until].join(' ')
  return documentAddress(ctx, kind, id, fileName(register, period))
}

/** Names by id, of another subgraph. */
async function namesOf(
  ctx: Context,
  type: 'User' | 'Pet' | 'Owner' | 'Substance',
  ids: readonly (string | null)[],
): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(ids)].filter((id) => id !== null)
  const found = wanted.length > 0 ? await ctx.askPeer(type, wanted, 'id name') : []
  return new Map(found.flatMap((one) => (one ? [[one['id'] as string, one['name'] as string]] : [])))
}

async function issuerOf(ctx: Context, locationId: string): Promise<Party> {
  const [location] = await ctx.askPeer('Location', [locationId], 'id name address hospitalName')
  if (!location) throw unavailable()
  const { name, address, hospitalName } = location as Record<
    'name' | 'address' | 'hospitalName',
    string | null
  >
  const lines = [hospitalName ? name : null, ...(address?.split('\n') ?? [])]
  return { name: (hospitalName ?? name)!, lines: lines.flatMap((line) => line?.trim() || []) }
}

/** What stands on a line beside its own values. */
async function aroundLines(ctx: Context, rows: readonly RegisterLineRow[]) {
  const given = rows.flatMap(({ dispensingId }) => dispensingId ?? [])
  const dispensed = await ctx.db.select().from(dispensings).where(inArray(dispensings.id, given))
  const lotIds = rows.flatMap(({ lotId }) => lotId ?? [])
  const taken = await ctx.db.select().from(lots).where(inArray(lots.id, lotIds))
  const correctedIds = rows.flatMap(({ correctsId }) => correctsId ?? [])
  const corrected = await ctx.db
    .select({ id: registerLines.id, number: registerLines.number })
    .from(registerLines)
    .where(inArray(registerLines.id, correctedIds))
  const [people, pets, owners] = await Promise.all([
    namesOf(
      ctx,
      'User',
      rows.flatMap(({ actorId, witnessId }) => [actorId, witnessId]),
    ),
    namesOf(
      ctx,
      'Pet',
      dispensed.map(({ petId }) => petId),
    ),
    namesOf(
      ctx,
      'Owner',
      dispensed.map(({ ownerId }) => ownerId),
    ),
  ])
  return rows.map((row) => {
    const given = dispensed.find(({ id }) => id === row.dispensingId)
    return {
      ...row,
      lot: taken.find(({ id }) => id === row.lotId)?.number ?? null,
      corrects: corrected.find(({ id }) => id === row.correctsId)?.number ?? null,
      patient: given ? [pets.get(given.petId), owners.get(given.ownerId)].filter(Boolean).join(', ') : null,
      actor: people.get(row.actorId) ?? row.actorId,
      witness: row.witnessId && (people.get(row.witnessId) ?? row.witnessId),
    }
  })
}

/** The bound register of a period, for whoever may still see it; it is audited. */
export async function openRegister(ctx: Context, address: string) {
  const [id = '', from = '', until = ''] = address.split(' ')
  const register = await getRegister(ctx, id)
  authorize(ctx, 'controlled-drug:read', register.locationId)
  const location = await locations.find(ctx, register.locationId)
  if (!location) throw notFound('document')
  const { timeZone } = location
  const [startsAt, endsAt] = [daysIn(timeZone, from).startsAt, daysIn(timeZone, until).endsAt]
  const ofRegister = eq(registerLines.registerId, register.id)
  const rows = await ctx.db
    .select()
    .from(registerLines)
    .where(and(ofRegister, gte(registerLines.at, startsAt), lt(registerLines.at, endsAt)))
    .orderBy(asc(registerLines.number))
    .limit(maxLines + 1)
  if (rows.length > maxLines) throw badInput('from', `More than ${maxLines} lines: choose a shorter period.`)
  const [before] = await ctx.db
    .select({ balance: registerLines.balance })
    .from(registerLines)
    .where(and(ofRegister, lt(registerLines.at, startsAt)))
    .orderBy(desc(registerLines.number))
    .limit(1)
  const substances = await namesOf(
    ctx,
    'Substance',
    register.substances.map(({ substanceId }) => substanceId),
  )
  const body = await renderPdf(
    registerDocument({
      register,
      substances: register.substances.map(({ substanceId, strength }) =>
        `${substances.get(substanceId) ?? ''} ${strength}`.trim(),
      ),
      issuer: await issuerOf(ctx, register.locationId),
      timeZone,
      period: { from, until },
      opening: before?.balance ?? 0,
      lines: await aroundLines(ctx, rows),
    }),
  )
  await auditRead(ctx, 'controlled-register.print', [
    { entity: 'ControlledRegister', entityId: register.id, after: { from, until } },
  ])
  return { fileName: fileName(register, { from, until }), body: body.toString('base64') }
}
