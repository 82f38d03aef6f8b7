import Add from '@mui/icons-material/Add'
import Button from '@mui/material/Button'
import { useState } from 'react'
import { type Column, DataTable } from '../../ui/DataTable'
import { EmptyState } from '../../ui/EmptyState'
import { equipmentWords } from '../../ui/equipment'
import { ErrorView } from '../../ui/ErrorView'
import { Page } from '../../ui/Page'
import { RetireButton, useRetire } from '../../ui/retire'
import { Tag } from '../../ui/Tag'
import { ColourDot } from '../../ui/typeColour'
import { EditAppointmentTypeDialog, NewAppointmentTypeDialog } from './AppointmentTypeDialog'
import {
  useAppointmentTypesPageChangesSubscription,
  useAppointmentTypesPageQuery,
  useUpdateAppointmentTypeMutation,
} from './appointment-types.gen'
import { type AppointmentType, categories } from './typeForm'

const onlineOf = ({
  onlineBooking,
  onlineNoticeHours,
  onlineHorizonDays,
  onlineDailyCap,
}: AppointmentType) =>
  onlineBooking === 'NOBODY'
    ? '–'
    : [
        onlineBooking === 'CLIENTS' ? 'Clients' : 'Everybody',
        `${onlineNoticeHours} h notice`,
        `${onlineHorizonDays} days ahead`,
        ...(onlineDailyCap === null ? [] : [`${onlineDailyCap} a day`]),
      ].join(' · ')

const buffersOf = ({ bufferBeforeMinutes: before, bufferAfterMinutes: after }: AppointmentType) =>
  before + after === 0 ? '–' : `${before} before, ${after} after`

const needsOf = ({ needsRoom, equipmentKinds }: AppointmentType) =>
  [...(needsRoom ? ['Room'] : []), ...equipmentKinds.map((kind) => equipmentWords[kind])].join(', ') || '–'

/** What the hospital offers by appointment, as the administrator keeps it. */
export function AppointmentTypesPage() {
  const { data, error, loading, refetch } = useAppointmentTypesPageQuery({ fetchPolicy: 'cache-and-network' })
  useAppointmentTypesPageChangesSubscription({ ignoreResults: true, onData: () => void refetch() })
  const [update] = useUpdateAppointmentTypeMutation()
  const setActive = useRetire(
    async (input) => (await update({ variables: { input } })).data?.updateAppointmentType,
    {
      retired: 'is retired: it is not booked any more. Visits that are booked stay',
      back: 'can be booked again',
    },
  )
  const [open, setOpen] = useState<'new' | AppointmentType | null>(null)
  const species = data?.species ?? []
  const nameOf = (id: string) => species.find((one) => one.id === id)?.name ?? id
  const close = () => setOpen(null)
  const columns: Column<AppointmentType>[] = [
    {
      key: 'name',
      label: 'Type',
      render: ({ name, colour, active }) => (
        <>
          <ColourDot colour={colour} /> {name} {!active && <Tag>Retired</Tag>}
        </>
      ),
    },
    { key: 'category', label: 'Category', phone: 'hidden', render: ({ category }) => categories[category] },
    {
      key: 'duration',
      label: 'Minutes',
      render: ({ durationMinutes, speciesDurations }) => (
        <span className="tabular">
          {[
            String(durationMinutes),
            ...speciesDurations.map(({ speciesId, minutes }) => `${nameOf(speciesId)} ${minutes}`),
          ].join(' · ')}
        </span>
      ),
    },
    { key: 'buffers', label: 'Preparation and cleaning', phone: 'hidden', render: buffersOf },
    { key: 'needs', label: 'Needs', phone: 'hidden', render: needsOf },
    { key: 'online', label: 'Online', render: onlineOf },
    {
      key: 'change',
      label: 'Change',
      align: 'right',
      phone: 'end',
      render: (type) => (
        <>
          <Button size="small" onClick={() => setOpen(type)} aria-label={`Edit ${type.name}`}>
            Edit
          </Button>
          <RetireButton thing={type} onClick={() => void setActive(type)} />
        </>
      ),
    },
  ]
  return (
    <Page
      title="Appointment types"
      subtitle="What can be booked, how long it takes and who may book it online. Visits that are booked keep what they were booked with."
      actions={
        <Button variant="contained" startIcon={<Add />} disabled={!data} onClick={() => setOpen('new')}>
          New type
        </Button>
      }
    >
      {error && <ErrorView error={error} onRetry={() => void refetch()} form={data ? 'line' : 'page'} />}
      {(data || !error) && (
        <DataTable
          label="Appointment types"
          columns={columns}
          rows={data?.appointmentTypes ?? []}
          rowKey={({ id }) => id}
          loading={loading}
          empty={<EmptyState title="No appointment types yet">Add what the hospital offers.</EmptyState>}
        />
      )}
      {open === 'new' && <NewAppointmentTypeDialog species={species} onClose={close} />}
      {open !== null && open !== 'new' && (
        <EditAppointmentTypeDialog
          type={open}
          species={species}
          latest={async () =>
            (await refetch()).data?.appointmentTypes.find(({ id }) => id === open.id) ?? null
          }
          onClose={close}
        />
      )}
    </Page>
  )
}
