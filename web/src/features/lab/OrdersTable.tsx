import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Link from '@mui/material/Link'
import { type ReactNode, useState } from 'react'
import { Link as RouterLink } from 'react-router'
import { type Column, DataTable } from '../../ui/DataTable'
import { problemOf } from '../../ui/errors'
import { patientText as petText } from '../../ui/patient'
import { ReasonDialog } from '../../ui/ReasonDialog'
import { Tag } from '../../ui/Tag'
import { useToast } from '../../ui/toasts'
import { useCan } from '../../ui/viewer'
import { When } from '../../ui/When'
import { AcknowledgeDialog } from './AcknowledgeDialog'
import { AssignDialog } from './AssignDialog'
import { type Lab_orderFragment, useCancelLabOrderMutation, useTakeLabSampleMutation } from './lab.gen'
import { RecordDialog } from './RecordDialog'
import { abnormalText, isOpen, isToSee, statuses } from './words'

type Order = Lab_orderFragment

function Status({ order }: { order: Order }) {
  const [word, tone] = statuses[order.status]
  return (
    <Box component="span" sx={{ display: 'inline-flex', gap: 0.5, flexWrap: 'wrap' }}>
      <Tag tone={tone}>{word}</Tag>
      {order.urgency === 'URGENT' && isOpen(order) && <Tag tone="warn">Urgent</Tag>}
      {order.critical && !order.acknowledgedAt && <Tag tone="bad">Critical</Tag>}
      {order.releasedAt && <Tag tone="info">In the portal</Tag>}
    </Box>
  )
}

function seenText({ acknowledgedAt, acknowledgedBy, cancelReason, vet, note, ...order }: Order): ReactNode {
  if (cancelReason) return cancelReason
  if (acknowledgedAt)
    return (
      <>
        Seen by {acknowledgedBy?.name ?? 'somebody'}, <When at={acknowledgedAt} />
      </>
    )
  return (
    [abnormalText({ ...order } as Order), vet && `for ${vet.name}`, note].filter(Boolean).join(' · ') || '–'
  )
}

const panelColumn: Column<Order> = {
  key: 'panel',
  label: 'Panel',
  width: '20%',
  render: ({ panel }) => <b>{panel.name}</b>,
}

/** The patient first where the orders are of many. */
const patientColumn: Column<Order> = {
  key: 'patient',
  label: 'Patient',
  width: '22%',
  render: ({ pet, patientText }) =>
    pet ? (
      <Link component={RouterLink} to={`/patients/${pet.id}#laboratory`} color="inherit" underline="always">
        {petText(pet)}
      </Link>
    ) : (
      `“${patientText ?? ''}”`
    ),
}

const columns: readonly Column<Order>[] = [
  { key: 'status', label: 'Status', phone: 'end', render: (order) => <Status order={order} /> },
  { key: 'at', label: 'Ordered', render: ({ createdAt }) => <When at={createdAt} /> },
  { key: 'seen', label: 'Results', width: '26%', render: seenText },
]

type Open = { what: 'record' | 'look' | 'assign' | 'cancel'; order: Order }

interface Props {
  label: string
  orders: readonly Order[]
  /** Of many patients, each with the way to its chart. */
  ofMany?: boolean
  loading?: boolean
  onChange: () => void
  hasMore?: boolean
  onMore?: () => void
  empty: ReactNode
}

/** Orders of the laboratory with what is to be done next about each. */
export function OrdersTable({ orders, ofMany = false, onChange, ...table }: Props) {
  const [open, setOpen] = useState<Open | null>(null)
  const [sample] = useTakeLabSampleMutation()
  const [cancel] = useCancelLabOrderMutation()
  const mayWrite = useCan('lab:write')
  const mayAcknowledge = useCan('lab:acknowledge')
  const toast = useToast()
  const take = async ({ id, version }: Order) => {
    try {
      await sample({ variables: { input: { id, version } } })
    } catch (failure) {
      toast({ message: problemOf(failure).message, severity: 'error' })
    }
    onChange()
  }
  const close = () => {
    setOpen(null)
    onChange()
  }
  const button = (order: Order, what: Open['what'], label: string, quiet = false) => (
    <Button
      size="small"
      color={quiet ? 'inherit' : 'primary'}
      aria-label={`${label}: ${order.panel.name}`}
      onClick={() => setOpen({ what, order })}
    >
      {label}
    </Button>
  )
  const actions: Column<Order> = {
    key: 'actions',
    label: 'Change',
    align: 'right',
    render: (order) => (
      <Box component="span" sx={{ display: 'inline-flex', flexWrap: 'wrap' }}>
        {mayAcknowledge && isToSee(order) && button(order, 'look', 'Acknowledge')}
        {mayWrite && order.pet && order.status === 'ORDERED' && (
          <Button
            size="small"
            aria-label={`Sample taken: ${order.panel.name}`}
            onClick={() => void take(order)}
          >
            Sample taken
          </Button>
        )}
        {mayWrite && !order.pet && order.status !== 'CANCELLED' && button(order, 'assign', 'Assign')}
        {mayWrite &&
          order.status !== 'CANCELLED' &&
          button(
            order,
            'record',
            order.results.length > 0 ? 'Add or correct' : 'Enter results',
            !isOpen(order),
          )}
        {mayWrite &&
          (isOpen(order) || (!order.pet && order.status !== 'CANCELLED')) &&
          button(order, 'cancel', order.pet ? 'Cancel' : 'Discard', true)}
      </Box>
    ),
  }
  const shown = [
    ...(ofMany ? [patientColumn, panelColumn] : [panelColumn]),
    ...columns,
    ...(mayWrite || mayAcknowledge ? [actions] : []),
  ]
  return (
    <>
      <DataTable {...table} columns={shown} rows={orders} rowKey={({ id }) => id} />
      {open?.what === 'record' && <RecordDialog order={open.order} onClose={close} />}
      {open?.what === 'look' && <AcknowledgeDialog order={open.order} onClose={close} />}
      {open?.what === 'assign' && <AssignDialog order={open.order} onClose={close} />}
      {open?.what === 'cancel' && (
        <ReasonDialog
          title={open.order.pet ? `Cancel ${open.order.panel.name}?` : 'Discard these results?'}
          submitLabel={open.order.pet ? 'Cancel order' : 'Discard'}
          danger
          onSave={async (reason) => {
            const { id, version } = open.order
            await cancel({ variables: { input: { id, version, reason } } })
            close()
          }}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  )
}
