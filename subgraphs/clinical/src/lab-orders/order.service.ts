import type { Context, Viewer } from '@vetgraph/kit/context'
import { emit } from '@vetgraph/kit/contracts/events'
import { transact } from '@vetgraph/kit/database/db'
import { badInput, conflict, notFound } from '@vetgraph/kit/errors'
import { once } from '@vetgraph/kit/work/idempotency'
import { authorize } from '@vetgraph/kit/access/authorize'
import { getPanel } from '../lab-panels/lab-panel.service.ts'
import { checkTime } from '../measurements/time.check.ts'
import { checkAlive, lockPet } from '../pets/pet.service.ts'
import type { PetRow } from '../pets/pet.table.ts'
import { locations } from '../refs/location-ref.service.ts'
import { users } from '../refs/user-ref.service.ts'
import type { CancelLabOrderInput, OrderLabTestInput, TakeLabSampleInput } from './lab-order.inputs.ts'
import { getLabOrder, lockLabOrder, saved } from './lab-order.service.ts'
import { type LabOrderRow, LabOrderStatus } from './lab-order.table.ts'

/** The vet whose task results are: one who is named, else the viewer. */
export async function vetFor(
  ctx: Context,
  viewer: Viewer,
  vetId: string | null | undefined,
): Promise<string> {
  const vet = await users.find(ctx, vetId ?? viewer.userId)
  if (!vet?.isVet || !vet.active) throw badInput('vetId', 'Name the vet who looks at the results.')
  return vet.id
}

export async function checkLocation(ctx: Context, locationId: string) {
  if (!(await locations.find(ctx, locationId))) throw notFound('location', 'locationId')
}

/** A panel that is still ordered. */
export async function usablePanel(ctx: Context, panelId: string) {
  const panel = await getPanel(ctx, panelId, 'panelId')
  if (panel.retiredAt) throw badInput('panelId', `${panel.name} is no longer in use.`)
  return panel
}

/** Billing charges a panel that names an entry of the price list (B13). */
export async function tellOrdered(ctx: Context, order: LabOrderRow, pet: PetRow) {
  const { name: panelName, serviceId } = await getPanel(ctx, order.panelId, 'panelId')
  if (!serviceId) return
  const { id, locationId } = order
  const patient = { petId: pet.id, petName: pet.name, ownerId: pet.ownerId }
  await emit(ctx, 'lab-test.ordered', id, { id, ...patient, locationId, panelName, serviceId })
}

/** Orders a panel for a patient; the results become the vet's task (MR9). */
export async function orderLabTest(ctx: Context, input: OrderLabTestInput): Promise<LabOrderRow> {
  const viewer = authorize(ctx, 'lab:write', input.locationId)
  const id = await once(ctx, 'orderLabTest', input, async (ctx) => {
    const vetId = await vetFor(ctx, viewer, input.vetId)
    await checkLocation(ctx, input.locationId)
    const panel = await usablePanel(ctx, input.panelId)
    const pet = await lockPet(ctx, input.petId, 'petId')
    checkAlive(pet, 'petId')
    const order = await saved.add(ctx, {
      petId: pet.id,
      panelId: panel.id,
      locationId: input.locationId,
      vetId,
      urgency: input.urgency,
      note: input.note ?? null,
      status: LabOrderStatus.ORDERED,
      orderedBy: viewer.userId,
    })
    await tellOrdered(ctx, order, pet)
    return order.id
  })
  return getLabOrder(ctx, id)
}

const isDone = ({ status }: LabOrderRow) =>
  conflict(`This order is ${status.toLowerCase()}.`, { field: 'id', status })

/** The sample was taken: results are awaited from now on. */
export async function takeLabSample(ctx: Context, input: TakeLabSampleInput): Promise<LabOrderRow> {
  authorize(ctx, 'lab:write')
  return transact(ctx, async (ctx) => {
    const { order, pet } = await lockLabOrder(ctx, input)
    authorize(ctx, 'lab:write', order.locationId)
    if (order.status !== LabOrderStatus.ORDERED || !pet) throw isDone(order)
    const sampledAt = input.sampledAt ?? ctx.now()
    await checkTime(ctx, pet, sampledAt, 'sampledAt')
    return saved.change(ctx, order, { status: LabOrderStatus.PENDING, sampledAt }, 'sample')
  })
}

/** Ends an order that has no results, or discards results that are nobody's. */
export async function cancelLabOrder(ctx: Context, input: CancelLabOrderInput): Promise<LabOrderRow> {
  const { userId } = authorize(ctx, 'lab:write')
  return transact(ctx, async (ctx) => {
    const { order, pet } = await lockLabOrder(ctx, input)
    authorize(ctx, 'lab:write', order.locationId)
    const isOpen = order.status === LabOrderStatus.ORDERED || order.status === LabOrderStatus.PENDING
    const isNobodys = order.petId === null && order.status !== LabOrderStatus.CANCELLED
    if (!isOpen && !isNobodys) throw isDone(order)
    const cancelled = { status: LabOrderStatus.CANCELLED, cancelledBy: userId, cancelReason: input.reason }
    if (pet) await emit(ctx, 'lab-test.cancelled', order.id, { id: order.id, ownerId: pet.ownerId })
    return saved.change(ctx, order, cancelled, 'cancel')
  })
}
