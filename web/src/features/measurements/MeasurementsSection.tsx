import MonitorHeart from '@mui/icons-material/MonitorHeartOutlined'
import Scale from '@mui/icons-material/ScaleOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Paper from '@mui/material/Paper'
import Skeleton from '@mui/material/Skeleton'
import { lazy, Suspense, useState } from 'react'
import {
  type Measurements_petFragment,
  useMeasurementsChangedSubscription,
  useMeasurementsSectionQuery,
} from './measurements.gen'
import { type Column, DataTable } from '../../ui/DataTable'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorView } from '../../ui/ErrorView'
import { useCurrentLocation } from '../../ui/location'
import { Section } from '../../ui/Section'
import { Can, useCan } from '../../ui/viewer'
import { When } from '../../ui/When'
import { RetractDialog } from './RetractDialog'
import { VitalsDialog } from './VitalsDialog'
import { WeightDialog } from './WeightDialog'

const WeightChart = lazy(async () => ({ default: (await import('./WeightChart')).WeightChart }))

type Weight = Measurements_petFragment['weights']['nodes'][number]
type Vitals = Measurements_petFragment['vitals']['nodes'][number]
type Taken = { id: string; what: string }

const retractColumn = <Row extends { id: string }>(
  onRetract: (taken: Taken) => void,
  what: (row: Row) => string,
): Column<Row> => ({
  key: 'retract',
  label: 'Change',
  align: 'right',
  render: (row) => (
    <Button
      size="small"
      color="inherit"
      aria-label={`Take back ${what(row)}`}
      onClick={() => onRetract({ id: row.id, what: what(row) })}
    >
      Take back
    </Button>
  ),
})

const weightText = ({ value, unit }: Weight) => `${value} ${unit}`

const weightColumns: readonly Column<Weight>[] = [
  { key: 'value', label: 'Weight', render: (weight) => <b className="tabular">{weightText(weight)}</b> },
  { key: 'at', label: 'Measured', render: ({ measuredAt }) => <When at={measuredAt} /> },
]

const number = (value: number | null, unit = '') => (value === null ? '–' : `${value}${unit}`)

const vitalsColumns: readonly Column<Vitals>[] = [
  { key: 'at', label: 'Measured', render: ({ measuredAt }) => <When at={measuredAt} /> },
  { key: 'temperature', label: 'Temperature', render: ({ temperature }) => number(temperature, ' °C') },
  { key: 'heart', label: 'Heart rate', render: ({ heartRate }) => number(heartRate, '/min') },
  { key: 'breath', label: 'Breathing', render: ({ respiratoryRate }) => number(respiratoryRate, '/min') },
  { key: 'pain', label: 'Pain (0–4)', render: ({ painScore }) => number(painScore) },
  {
    key: 'bcs',
    label: 'Body condition (1–9)',
    render: ({ bodyConditionScore }) => number(bodyConditionScore),
  },
]

/** Weights as a curve with a table beside it, and vital signs, on the patient's chart. */
export function MeasurementsSection({ petId }: { petId: string }) {
  const { data, error, refetch } = useMeasurementsSectionQuery({
    variables: { petId },
    fetchPolicy: 'cache-and-network',
  })
  useMeasurementsChangedSubscription({ variables: { petId }, ignoreResults: true })
  const { timeZone } = useCurrentLocation()
  const mayWeigh = useCan('pet:write')
  const mayExamine = useCan('medical-record:write')
  const [open, setOpen] = useState<'weight' | 'vitals' | null>(null)
  const [taken, setTaken] = useState<Taken | null>(null)
  const pet = data?.pet
  const weights = pet?.weights.nodes ?? []
  const vitals = pet?.vitals.nodes ?? []
  return (
    <Section
      title="Weight and vitals"
      id="measurements"
      flush
      actions={
        pet && (
          <>
            <Can do="medical-record:write">
              <Button color="inherit" startIcon={<MonitorHeart />} onClick={() => setOpen('vitals')}>
                Vitals
              </Button>
            </Can>
            <Can do="pet:write">
              <Button startIcon={<Scale />} onClick={() => setOpen('weight')}>
                Weigh
              </Button>
            </Can>
          </>
        )
      }
    >
      {error && <ErrorView error={error} onRetry={() => void refetch()} form={pet ? 'line' : 'page'} />}
      {!pet && !error && <Skeleton variant="rounded" height={220} />}
      {pet && (
        <Box
          sx={{
            display: 'grid',
            gap: 1.5,
            gridTemplateColumns: {
              xs: 'minmax(0, 1fr)',
              md: weights.length > 1 ? 'minmax(0, 3fr) minmax(0, 2fr)' : 'minmax(0, 1fr)',
            },
          }}
        >
          {weights.length > 1 && (
            <Paper variant="outlined" sx={{ p: 1 }}>
              <Suspense fallback={<Skeleton variant="rounded" height={220} />}>
                <WeightChart weights={weights} zone={timeZone} />
              </Suspense>
            </Paper>
          )}
          <Box sx={{ maxHeight: 240, overflowY: 'auto' }}>
            <DataTable
              label="Weights"
              columns={mayWeigh ? [...weightColumns, retractColumn(setTaken, weightText)] : weightColumns}
              rows={weights}
              rowKey={({ id }) => id}
              empty={
                <EmptyState title="Never weighed">Doses are computed from the latest weight.</EmptyState>
              }
            />
          </Box>
          {vitals.length > 0 && (
            <Box sx={{ gridColumn: '1 / -1', maxHeight: 240, overflowY: 'auto' }}>
              <DataTable
                label="Vital signs"
                columns={
                  mayExamine
                    ? [...vitalsColumns, retractColumn<Vitals>(setTaken, () => 'these vital signs')]
                    : vitalsColumns
                }
                rows={vitals}
                rowKey={({ id }) => id}
              />
            </Box>
          )}
        </Box>
      )}
      {pet && open === 'weight' && <WeightDialog pet={pet} onClose={() => setOpen(null)} />}
      {pet && open === 'vitals' && <VitalsDialog pet={pet} onClose={() => setOpen(null)} />}
      {taken && <RetractDialog {...taken} onClose={() => setTaken(null)} />}
    </Section>
  )
}
