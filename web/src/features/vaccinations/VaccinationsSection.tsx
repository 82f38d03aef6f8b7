import { useApolloClient } from '@apollo/client/react'
import Add from '@mui/icons-material/Add'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { type Column, DataTable } from '../../ui/DataTable'
import { useDownload } from '../../ui/documents'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorView } from '../../ui/ErrorView'
import { formatDay } from '../../ui/format'
import { Section } from '../../ui/Section'
import { Tag } from '../../ui/Tag'
import { useCan } from '../../ui/viewer'
import { DeclineDialog } from './DeclineDialog'
import { DueDay } from './DueDay'
import { GiveDialog } from './GiveDialog'
import { ReactionDialog } from './ReactionDialog'
import { RetractDialog } from './RetractDialog'
import { bases, importances } from './vaccinationWords'
import {
  RabiesCertificateDocument,
  useVaccinationsChangedSubscription,
  useVaccinationsSectionQuery,
  VaccinationCertificateDocument,
  type VaccinationDue_dueFragment,
  type VaccinationRow_vaccinationFragment,
} from './vaccinations.gen'

type Row = VaccinationRow_vaccinationFragment
type Open = { what: 'give' | 'elsewhere' | 'decline' } | { what: 'reaction' | 'retract'; row: Row } | null

const dueColumns: Column<VaccinationDue_dueFragment>[] = [
  {
    key: 'what',
    label: 'Against',
    width: '40%',
    render: ({ protocol }) => (
      <Box component="span" sx={{ display: 'inline-flex', flexWrap: 'wrap', gap: 1, fontWeight: 600 }}>
        {protocol.name} <Tag>{importances[protocol.importance]}</Tag>
      </Box>
    ),
  },
  { key: 'due', label: 'Next due', render: (due) => <DueDay {...due} /> },
  {
    key: 'basis',
    label: 'Computed as',
    render: ({ basis, dosesGiven }) =>
      `${bases[basis]}, after ${dosesGiven} ${dosesGiven === 1 ? 'dose' : 'doses'}`,
  },
]

const nameOf = ({ productName, protocols }: Row) =>
  productName ?? protocols.map(({ name }) => name).join(', ')

function What({ row }: { row: Row }) {
  return (
    <Box component="span" sx={{ display: 'grid', gap: 0.5, justifyItems: 'start' }}>
      <Box
        component="span"
        sx={{ fontWeight: 600, textDecoration: row.retractedAt ? 'line-through' : undefined }}
      >
        {nameOf(row)}
      </Box>
      <Box component="span" sx={{ display: 'inline-flex', flexWrap: 'wrap', gap: 0.5 }}>
        {row.kind === 'GIVEN_ELSEWHERE' && <Tag tone="info">Given elsewhere</Tag>}
        {row.kind === 'DECLINED' && <Tag tone="warn">Declined</Tag>}
        {row.retractedAt && <Tag tone="bad">Entered in error</Tag>}
        {row.adverseReaction && <Tag tone="bad">Reaction</Tag>}
      </Box>
      {[row.retractionReason, row.declineReason, row.adverseReaction].filter(Boolean).map((text) => (
        <Typography key={text} component="span" variant="body2" sx={{ color: 'text.secondary' }}>
          {text}
        </Typography>
      ))}
    </Box>
  )
}

function columnsFor(
  open: ((next: Open) => void) | null,
  certify: (vaccinationId: string) => void,
): Column<Row>[] {
  const columns: Column<Row>[] = [
    { key: 'what', label: 'Vaccine', width: '24%', render: (row) => <What row={row} /> },
    {
      key: 'when',
      label: 'When',
      width: 115,
      render: ({ givenOn }) => (
        <time dateTime={givenOn} className="tabular">
          {formatDay(givenOn, 'dated')}
        </time>
      ),
    },
    {
      key: 'lot',
      label: 'Lot',
      render: ({ lot, lotExpiresOn }) =>
        lot ? (
          <span className="tabular">
            {lot}
            {lotExpiresOn && `, good until ${formatDay(lotExpiresOn, 'dated')}`}
          </span>
        ) : (
          '–'
        ),
    },
    {
      key: 'by',
      label: 'By',
      render: ({ vet, enteredBy }) => vet?.name ?? `Entered by ${enteredBy?.name ?? 'somebody'}`,
    },
    { key: 'site', label: 'Site', phone: 'hidden', render: ({ site }) => site ?? '–' },
    {
      key: 'certificate',
      label: 'Certificate',
      render: ({ id, kind, retractedAt, protocols, productName }) =>
        kind === 'GIVEN' &&
        !retractedAt &&
        protocols.some(({ rabies }) => rabies) && (
          <Button size="small" aria-label={`Rabies PDF of ${productName}`} onClick={() => certify(id)}>
            Rabies PDF
          </Button>
        ),
    },
  ]
  if (!open) return columns
  return [
    ...columns,
    {
      key: 'change',
      label: 'Change',
      phone: 'end',
      align: 'right',
      render: (row) =>
        !row.retractedAt && (
          <Box component="span" sx={{ display: 'inline-flex', gap: 1 }}>
            {row.kind !== 'DECLINED' && (
              <Button
                size="small"
                aria-label={`Reaction to ${nameOf(row)}`}
                onClick={() => open({ what: 'reaction', row })}
              >
                Reaction
              </Button>
            )}
            <Button
              size="small"
              color="inherit"
              aria-label={`Retract ${nameOf(row)}`}
              onClick={() => open({ what: 'retract', row })}
            >
              Retract
            </Button>
          </Box>
        ),
    },
  ]
}

/** What the patient was vaccinated with, and when the next doses are due; other desks' entries appear by themselves. */
export function VaccinationsSection({ petId }: { petId: string }) {
  const mayWrite = useCan('vaccination:write')
  const { data, loading, error, refetch, fetchMore } = useVaccinationsSectionQuery({
    variables: { petId },
    fetchPolicy: 'cache-and-network',
  })
  useVaccinationsChangedSubscription({ variables: { petId }, onData: () => void refetch() })
  const [open, setOpen] = useState<Open>(null)
  const client = useApolloClient()
  const { download, loading: fetching } = useDownload()
  const certificate = () =>
    download(async () => {
      const asked = { query: VaccinationCertificateDocument, variables: { petId } }
      return (await client.query({ ...asked, fetchPolicy: 'network-only' })).data?.vaccinationCertificate
    })
  const rabiesCertificate = (vaccinationId: string) =>
    download(async () => {
      const asked = { query: RabiesCertificateDocument, variables: { vaccinationId } }
      return (await client.query({ ...asked, fetchPolicy: 'network-only' })).data?.rabiesCertificate
    })
  const pet = data?.pet
  const dues = pet?.vaccinationsDue ?? []
  const list = pet?.vaccinations
  const after = list?.pageInfo.endCursor
  const close = () => {
    setOpen(null)
    void refetch()
  }
  return (
    <Section
      title="Vaccinations"
      id="vaccinations"
      flush
      actions={
        <>
          {(list?.nodes.length ?? 0) > 0 && (
            <Button loading={fetching} onClick={() => void certificate()}>
              Certificate
            </Button>
          )}
          {mayWrite && pet && pet.status !== 'DECEASED' && (
            <>
              <Button onClick={() => setOpen({ what: 'decline' })}>Declined</Button>
              <Button onClick={() => setOpen({ what: 'elsewhere' })}>Given elsewhere</Button>
              <Button variant="outlined" startIcon={<Add />} onClick={() => setOpen({ what: 'give' })}>
                Give
              </Button>
            </>
          )}
        </>
      }
    >
      <Box sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: 'minmax(0, 1fr)' }}>
        {error && <ErrorView error={error} onRetry={() => void refetch()} form={list ? 'line' : 'page'} />}
        {dues.length > 0 && (
          <DataTable label="Next due" columns={dueColumns} rows={dues} rowKey={({ id }) => id} />
        )}
        {(!error || list) && (
          <DataTable
            label="Vaccinations given and declined"
            columns={columnsFor(mayWrite ? setOpen : null, (id) => void rabiesCertificate(id))}
            rows={list?.nodes ?? []}
            rowKey={({ id }) => id}
            loading={loading}
            hasMore={list?.pageInfo.hasNextPage}
            onMore={() => void fetchMore({ variables: { after } }).catch(() => {})}
            empty={
              <EmptyState title="No vaccination is known">
                What was given elsewhere can be entered from the vaccination card.
              </EmptyState>
            }
          />
        )}
      </Box>
      {pet && (open?.what === 'give' || open?.what === 'elsewhere') && (
        <GiveDialog pet={pet} elsewhere={open.what === 'elsewhere'} onClose={close} />
      )}
      {pet && open?.what === 'decline' && <DeclineDialog pet={pet} onClose={close} />}
      {open?.what === 'reaction' && <ReactionDialog row={open.row} onClose={close} />}
      {open?.what === 'retract' && <RetractDialog row={open.row} name={nameOf(open.row)} onClose={close} />}
    </Section>
  )
}
