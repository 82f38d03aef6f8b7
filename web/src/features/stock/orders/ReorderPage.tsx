import Button from '@mui/material/Button'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { type Column, DataTable } from '../../../ui/DataTable'
import { EmptyState } from '../../../ui/EmptyState'
import { problemOf } from '../../../ui/errors'
import { ErrorView } from '../../../ui/ErrorView'
import { useIdempotencyKey } from '../../../ui/idempotency'
import { useCurrentLocation } from '../../../ui/location'
import { Money } from '../../../ui/Money'
import { Page } from '../../../ui/Page'
import { Tag } from '../../../ui/Tag'
import { useToast } from '../../../ui/toasts'
import { Can, useCan } from '../../../ui/viewer'
import { quantityText, unitText } from '../quantity'
import { StockLinks } from '../StockLinks'
import {
  type ReorderPageQuery,
  useCreatePurchaseOrderMutation,
  useOrdersChangedSubscription,
  useReorderPageQuery,
} from './orders.gen'

type Proposal = ReorderPageQuery['reorderProposals'][number]
type Offered = Proposal & { supplierItem: NonNullable<Proposal['supplierItem']> }

const isOffered = (proposal: Proposal): proposal is Offered => proposal.supplierItem !== null

/** A whole number of packs; 0 leaves the item out. Null when it is no such number. */
const packsIn = (text: string): number | null => (/^\d{1,5}$/.test(text.trim()) ? Number(text) : null)

/** What should be ordered for the current location; one draft order is written for each supplier (I7). */
export function ReorderPage() {
  const location = useCurrentLocation()
  const navigate = useNavigate()
  const toast = useToast()
  const mayOrder = useCan('purchase-order:write')
  const { data, error, loading, refetch } = useReorderPageQuery({
    variables: { locationId: location.id },
    fetchPolicy: 'cache-and-network',
  })
  useOrdersChangedSubscription({
    variables: { filter: { locationId: location.id } },
    ignoreResults: true,
    onData: () => void refetch(),
  })
  const [create] = useCreatePurchaseOrderMutation()
  const { headersFor, done } = useIdempotencyKey()
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({})
  const [writing, setWriting] = useState(false)
  const proposals = data?.reorderProposals ?? []
  const textOf = ({ item, packs }: Proposal) => typed[item.id] ?? String(packs ?? '')
  const offered = proposals.filter(isOffered)
  const wrong = offered.some((proposal) => packsIn(textOf(proposal)) === null)
  const wanted = offered.filter((proposal) => (packsIn(textOf(proposal)) ?? 0) > 0)
  const suppliers = [...new Set(wanted.map(({ supplierItem }) => supplierItem.supplier.id))]

  const write = async () => {
    setWriting(true)
    try {
      for (const supplierId of suppliers) {
        const lines = wanted
          .filter(({ supplierItem }) => supplierItem.supplier.id === supplierId)
          .map((proposal) => ({
            supplierItemId: proposal.supplierItem.id,
            packs: packsIn(textOf(proposal))!,
          }))
        const input = { supplierId, locationId: location.id, note: '', lines }
        await create({ variables: { input }, context: headersFor(input) })
        done()
      }
      toast({
        message: `${suppliers.length === 1 ? 'A draft order is' : `${suppliers.length} draft orders are`} written.`,
      })
      void navigate('/stock/orders?status=DRAFT')
    } catch (failure) {
      toast({ message: problemOf(failure).message, severity: 'error' })
      // What was written already is on order now and is not proposed again.
      void refetch()
    } finally {
      setWriting(false)
    }
  }

  const amount = (quantity: number, unit: string) => (
    <span className="tabular">
      {quantityText(quantity)} {unitText(unit, quantity)}
    </span>
  )
  const columns: Column<Proposal>[] = [
    { key: 'item', label: 'Item', width: '26%', render: ({ item }) => item.name },
    {
      key: 'onHand',
      label: 'On hand',
      align: 'right',
      render: ({ onHand, item }) => amount(onHand, item.unit),
    },
    {
      key: 'onOrder',
      label: 'On the way',
      align: 'right',
      phone: 'hidden',
      render: ({ onOrder }) => <span className="tabular">{quantityText(onOrder)}</span>,
    },
    {
      key: 'reorderAt',
      label: 'Order at',
      align: 'right',
      phone: 'hidden',
      render: ({ reorderAt }) => <span className="tabular">{quantityText(reorderAt)}</span>,
    },
    {
      key: 'used',
      label: 'Used in 90 days',
      align: 'right',
      phone: 'hidden',
      render: ({ used }) => <span className="tabular">{quantityText(used)}</span>,
    },
    {
      key: 'supplier',
      label: 'Supplier',
      render: ({ supplierItem }) => supplierItem?.supplier.name ?? <Tag tone="warn">Nobody sells it</Tag>,
    },
    {
      key: 'pack',
      label: 'Pack',
      align: 'right',
      render: ({ supplierItem, item }) =>
        supplierItem && (
          <>
            {amount(supplierItem.packSize, item.unit)}, <Money value={supplierItem.price} />
          </>
        ),
    },
    {
      key: 'packs',
      label: 'Packs',
      align: 'right',
      phone: 'end',
      width: 110,
      render: (proposal) => {
        if (!isOffered(proposal)) return null
        if (!mayOrder) return proposal.packs
        const text = textOf(proposal)
        return (
          <TextField
            size="small"
            value={text}
            onChange={(event) =>
              setTyped((before) => ({ ...before, [proposal.item.id]: event.target.value }))
            }
            error={packsIn(text) === null}
            slotProps={{
              htmlInput: {
                inputMode: 'numeric',
                'aria-label': `Packs of ${proposal.item.name}`,
                style: { textAlign: 'right', width: 56 },
              },
            }}
          />
        )
      },
    },
  ]
  return (
    <Page
      title="Order proposals"
      subtitle={data ? `What runs out at ${location.name} before a delivery would arrive` : ' '}
      actions={
        <Can do="purchase-order:write">
          <Button
            variant="contained"
            disabled={writing || wrong || suppliers.length === 0}
            onClick={() => void write()}
          >
            {suppliers.length > 1 ? `Write ${suppliers.length} draft orders` : 'Write draft order'}
          </Button>
        </Can>
      }
    >
      <StockLinks />
      {error && <ErrorView error={error} onRetry={() => void refetch()} form={data ? 'line' : 'page'} />}
      {(data || !error) && (
        <DataTable
          label="Order proposals"
          columns={columns}
          rows={proposals}
          rowKey={({ item }) => item.id}
          loading={loading}
          empty={
            <EmptyState title="Nothing to order">Everything lasts until a delivery would arrive.</EmptyState>
          }
        />
      )}
    </Page>
  )
}
