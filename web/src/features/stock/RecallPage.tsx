import Button from '@mui/material/Button'
import Link from '@mui/material/Link'
import { Link as RouterLink, useParams } from 'react-router'
import { type Column, DataTable } from '../../ui/DataTable'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorView } from '../../ui/ErrorView'
import { formatDateTime } from '../../ui/format'
import { useCurrentLocation } from '../../ui/location'
import { Page } from '../../ui/Page'
import { PhoneLink } from '../../ui/PhoneLink'
import { Section } from '../../ui/Section'
import { Tag } from '../../ui/Tag'
import { Unavailable } from '../../ui/Unavailable'
import { Can } from '../../ui/viewer'
import { LotsTable } from './LotsTable'
import { quantityText, unitText } from './quantity'
import { type RecallPageQuery, useRecallPageQuery, useStockChangedSubscription } from './stock.gen'

type Recall = RecallPageQuery['recall']
type Recipient = Recall['dispensings']['nodes'][number]

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)

/** What a recalled lot concerns: what is left of it, and who was given any of it (I9). */
export function RecallPage() {
  const { lotId = '' } = useParams()
  const { timeZone: zone } = useCurrentLocation()
  const { data, error, loading, refetch, fetchMore } = useRecallPageQuery({
    variables: { lotId },
    fetchPolicy: 'cache-and-network',
  })
  useStockChangedSubscription({ ignoreResults: true, onData: () => void refetch() })
  const recall = data?.recall
  const [first] = recall?.lots ?? []
  const unit = first?.item.unit ?? ''
  const list = recall?.dispensings
  const after = list?.pageInfo.endCursor
  const recalled = new Set(recall?.lots.map(({ id }) => id))
  const amountsOf = ({ lots }: Recipient) => {
    const concerned = lots.filter(({ lot }) => lot && recalled.has(lot.id))
    return {
      given: sum(concerned.map(({ quantity }) => quantity)),
      back: sum(concerned.map(({ broughtBack }) => broughtBack)),
    }
  }
  const columns: Column<Recipient>[] = [
    {
      key: 'patient',
      label: 'Patient',
      width: '24%',
      render: ({ pet }) =>
        pet ? (
          <>
            <Link component={RouterLink} underline="always" to={`/patients/${pet.id}`}>
              {pet.name}
            </Link>{' '}
            ({pet.species.name}) {pet.status === 'DECEASED' && <Tag>Deceased</Tag>}
          </>
        ) : (
          <Unavailable what="Patient" />
        ),
    },
    { key: 'owner', label: 'Client', render: ({ owner }) => owner?.name ?? <Unavailable what="Client" /> },
    {
      key: 'phone',
      label: 'Telephone',
      render: ({ owner }) => (owner?.phone ? <PhoneLink number={owner.phone} /> : null),
    },
    {
      key: 'email',
      label: 'E-mail',
      render: ({ owner }) =>
        owner?.email ? <Link href={`mailto:${owner.email}`}>{owner.email}</Link> : null,
    },
    { key: 'when', label: 'Dispensed', render: ({ dispensedAt }) => formatDateTime(dispensedAt, zone) },
    {
      key: 'how-much',
      label: 'Of these lots',
      align: 'right',
      render: (recipient) => {
        const { given, back } = amountsOf(recipient)
        return (
          <span className="tabular">
            {quantityText(given)} {unitText(unit, given)}
            {back > 0 && `, ${quantityText(back)} brought back`}
          </span>
        )
      },
    },
  ]
  return (
    <Page
      title={first ? `Recall of lot ${first.number ?? 'without a number'}` : 'Recall'}
      subtitle={
        first && list
          ? `${first.item.name}: ${list.totalCount === 1 ? 'one dispensing' : `${list.totalCount} dispensings`}`
          : ' '
      }
      actions={
        list &&
        list.totalCount > 0 && (
          <Can do="bulk-message:send">
            <Button
              component={RouterLink}
              variant="contained"
              to={`/admin/bulk-messages?new=1&lot=${encodeURIComponent(lotId)}`}
            >
              Write to all of them
            </Button>
          </Can>
        )
      }
    >
      {error && <ErrorView error={error} onRetry={() => void refetch()} form={recall ? 'line' : 'page'} />}
      {recall && (
        <Section title="What is left" id="left" flush>
          <LotsTable lots={recall.lots} unit={unit} onAdjust={null} />
        </Section>
      )}
      {(recall || !error) && (
        <Section title="Who was given it" id="recipients" flush>
          <DataTable
            label="Recipients"
            columns={columns}
            rows={list?.nodes ?? []}
            rowKey={({ id }) => id}
            loading={loading}
            hasMore={list?.pageInfo.hasNextPage}
            onMore={() => void fetchMore({ variables: { after } }).catch(() => {})}
            empty={<EmptyState title="Nobody">None of it was dispensed here.</EmptyState>}
          />
        </Section>
      )}
    </Page>
  )
}
