import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { DraftsToSignQuery, useDraftsToSignQuery } from './medical-records.gen'
import { type Column, DataTable } from '../../ui/DataTable'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorView } from '../../ui/ErrorView'
import { patientText } from '../../ui/patient'
import { Section } from '../../ui/Section'
import { Tag } from '../../ui/Tag'
import { useNow } from '../../ui/useNow'
import { When } from '../../ui/When'
import { isEmpty } from './soap'

type Draft = DraftsToSignQuery['medicalRecords']['nodes'][number]

const firstWords = ({ assessment, subjective, objective, plan }: Draft) =>
  assessment || subjective || objective || plan

const columnsFor = (lockAfterHours: number, now: number): Column<Draft>[] => [
  { key: 'patient', label: 'Patient', width: '30%', render: ({ pet }) => patientText(pet) },
  {
    key: 'what',
    label: 'What is written',
    phone: 'hidden',
    render: (draft) =>
      isEmpty(draft) ? (
        <Box component="span" sx={{ color: 'text.secondary' }}>
          Nothing yet
        </Box>
      ) : (
        <Typography noWrap variant="inherit" component="span" sx={{ display: 'block', maxWidth: 420 }}>
          {firstWords(draft)}
        </Typography>
      ),
  },
  {
    key: 'visit',
    label: 'Visit',
    phone: 'hidden',
    render: ({ appointment }) => appointment?.type.name ?? '–',
  },
  { key: 'at', label: 'Begun', width: 220, render: ({ createdAt }) => <When at={createdAt} /> },
  {
    key: 'lock',
    label: 'Locks',
    phone: 'end',
    width: 140,
    render: (draft) => {
      if (isEmpty(draft)) return 'Not while empty'
      const age = Math.max(0, now - Date.parse(draft.createdAt))
      const hours = Math.ceil(lockAfterHours - age / 3_600_000)
      return <Tag tone={hours <= 4 ? 'warn' : 'neutral'}>{hours > 0 ? `in ${hours} h` : 'any moment'}</Tag>
    },
  },
]

/** What somebody has begun and not signed. */
export function DraftsToSign({
  data,
  error,
  loading,
  refetch,
  fetchMore,
}: ReturnType<typeof useDraftsToSignQuery>) {
  const now = useNow()
  const list = data?.medicalRecords
  const hours = data?.medicalRecordSettings.lockAfterHours ?? 24
  return (
    <Section title="Drafts to sign" flush>
      {error && <ErrorView error={error} onRetry={() => void refetch()} form={list ? 'line' : 'page'} />}
      {(list || loading) && (
        <DataTable
          label="Drafts to sign"
          columns={columnsFor(hours, now)}
          rows={list?.nodes ?? []}
          rowKey={({ id }) => id}
          rowHref={({ id, pet }) => `/patients/${pet.id}?record=${id}#records`}
          loading={loading}
          empty={<EmptyState title="Everything is signed">Drafts that you begin are listed here.</EmptyState>}
          hasMore={list?.pageInfo.hasNextPage}
          onMore={() => void fetchMore({ variables: { after: list?.pageInfo.endCursor } }).catch(() => {})}
        />
      )}
    </Section>
  )
}
