import Add from '@mui/icons-material/Add'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useState } from 'react'
import { type Column, DataTable } from '../../ui/DataTable'
import { ErrorView } from '../../ui/ErrorView'
import { useCountry } from '../../ui/location'
import { Page } from '../../ui/Page'
import { phoneText } from '../../ui/phone'
import { RetireButton, useRetire } from '../../ui/retire'
import { Tag } from '../../ui/Tag'
import { EditLocationDialog, NewLocationDialog } from './LocationDialog'
import type { Location } from './locationForm'
import {
  useLocationsPageChangesSubscription,
  useLocationsPageQuery,
  useUpdateLocationMutation,
} from './locations.gen'

const secondary = { color: 'text.secondary', fontSize: '0.8125rem' }

/** The hospital’s locations, as the administrator keeps them. */
export function LocationsPage() {
  const country = useCountry()
  const { data, error, loading, refetch } = useLocationsPageQuery({ fetchPolicy: 'cache-and-network' })
  useLocationsPageChangesSubscription({ onData: () => void refetch() })
  const [update] = useUpdateLocationMutation({ refetchQueries: ['Shell'] })
  const setActive = useRetire(
    async (input) => (await update({ variables: { input } })).data?.updateLocation,
    {
      retired: 'is retired: nothing new is booked there',
      back: 'is open again',
    },
  )
  const [isNew, setIsNew] = useState(false)
  const [editing, setEditing] = useState<Location | null>(null)
  const latest = async (id: string) =>
    (await refetch()).data?.locations.find((location) => location.id === id) ?? null
  const columns: Column<Location>[] = [
    {
      key: 'name',
      label: 'Location',
      render: ({ name, address, active }) => (
        <Box>
          {name} {!active && <Tag>Retired</Tag>}
          <Box sx={secondary}>{address.split('\n').join(', ')}</Box>
        </Box>
      ),
    },
    {
      key: 'reach',
      label: 'Telephone, e-mail',
      render: ({ phone, email }) => (
        <Box>
          {phone ? phoneText(phone, country) : '–'}
          <Box sx={secondary}>{email}</Box>
        </Box>
      ),
    },
    {
      key: 'zone',
      label: 'Time zone, currency',
      render: ({ timeZone, currency }) => `${timeZone}, ${currency}`,
    },
    {
      key: 'invoices',
      label: 'On invoices',
      render: ({ vatNumber, bankAccount }) => (
        <Box>
          {vatNumber ?? '–'}
          <Box sx={secondary}>{bankAccount}</Box>
        </Box>
      ),
    },
    {
      key: 'change',
      label: 'Change',
      align: 'right',
      phone: 'end',
      render: (location) => (
        <>
          <Button size="small" onClick={() => setEditing(location)} aria-label={`Edit ${location.name}`}>
            Edit
          </Button>
          <RetireButton thing={location} onClick={() => void setActive(location)} />
        </>
      ),
    },
  ]
  return (
    <Page
      title="Locations"
      subtitle="Where the hospital works. A location is retired, never deleted: what happened there stays."
      actions={
        <Button variant="contained" startIcon={<Add />} onClick={() => setIsNew(true)}>
          New location
        </Button>
      }
    >
      {error && <ErrorView error={error} onRetry={() => void refetch()} form={data ? 'line' : 'page'} />}
      {(data || !error) && (
        <DataTable
          label="Locations"
          columns={columns}
          rows={data?.locations ?? []}
          rowKey={({ id }) => id}
          loading={loading}
        />
      )}
      {isNew && <NewLocationDialog onClose={() => setIsNew(false)} />}
      {editing && (
        <EditLocationDialog
          location={editing}
          latest={() => latest(editing.id)}
          onClose={() => setEditing(null)}
        />
      )}
    </Page>
  )
}
