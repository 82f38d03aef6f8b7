import Box from '@mui/material/Box'
import Paper from '@mui/material/Paper'
import Typography from '@mui/material/Typography'
import { Suspense, useContext } from 'react'
import { RecordSections } from '../../ui/recordSections'
import { Tag } from '../../ui/Tag'
import { Unavailable } from '../../ui/Unavailable'
import { When } from '../../ui/When'
import type { RecordCard_recordFragment } from './medical-records.gen'
import { RecordActions } from './RecordActions'
import { diagnosisText, recordLooks, soapParts } from './soap'

interface Props {
  petId: string
  record: RecordCard_recordFragment
  onEdit: () => void
}

export function RecordCard({ petId, record, onEdit }: Props) {
  const Sections = useContext(RecordSections)
  const { label, tone } = recordLooks[record.status]
  const parts = soapParts.filter(({ part }) => record[part].trim() !== '')
  const retracted = record.status === 'RETRACTED'
  return (
    <Paper
      component="article"
      variant="outlined"
      aria-labelledby={`record-${record.id}`}
      sx={{ p: 2, display: 'grid', gap: 1.5 }}
    >
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1 }}>
        <Box sx={{ flex: 1, minWidth: 200 }}>
          <Typography variant="h3" id={`record-${record.id}`}>
            <When at={record.occurredAt} />
          </Typography>
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {record.author ? record.author.name : <Unavailable what="Author" />}
            {record.appointment && ` · ${record.appointment.type.name}`}
            {record.backDated && (
              <>
                {' · entered '}
                <When at={record.createdAt} />
              </>
            )}
          </Typography>
        </Box>
        {record.backDated && <Tag tone="info">Back-dated</Tag>}
        {record.status === 'SIGNED' && (
          <Tag tone={record.releasedAt ? 'info' : 'neutral'}>
            {record.releasedAt ? 'Released' : 'Not released'}
          </Tag>
        )}
        <Tag tone={tone}>{label}</Tag>
      </Box>
      {parts.length === 0 && (
        <Typography sx={{ color: 'text.secondary' }}>Nothing is written yet.</Typography>
      )}
      <Box
        component="dl"
        sx={{
          m: 0,
          display: 'grid',
          gap: 1.5,
          columnGap: 3,
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'repeat(2, minmax(0, 1fr))' },
          textDecoration: retracted ? 'line-through' : 'none',
        }}
      >
        {parts.map(({ part, label: name }) => (
          <Box key={part} sx={{ minWidth: 0 }}>
            <Box component="dt" sx={{ fontSize: '0.75rem', fontWeight: 600, color: 'text.secondary' }}>
              {name}
            </Box>
            <Box component="dd" sx={{ m: 0, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
              {record[part]}
            </Box>
          </Box>
        ))}
      </Box>
      {record.diagnoses.length > 0 && (
        <Box
          component="ul"
          aria-label="Diagnoses"
          sx={{ m: 0, p: 0, listStyle: 'none', display: 'flex', flexWrap: 'wrap', gap: 0.75 }}
        >
          {record.diagnoses.map((diagnosis) => (
            <li key={diagnosis.text}>
              <Tag tone="info">{diagnosisText(diagnosis)}</Tag>
            </li>
          ))}
        </Box>
      )}
      {record.addenda.map(({ id, text, createdAt, author }) => (
        <Box key={id} sx={{ borderLeft: 3, borderColor: 'divider', pl: 1.5 }}>
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            Addendum · <When at={createdAt} /> · {author ? author.name : <Unavailable what="Author" />}
          </Typography>
          <Box sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{text}</Box>
        </Box>
      ))}
      <Suspense fallback={null}>
        <Sections
          petId={petId}
          recordId={record.id}
          fileIds={record.attachments.map(({ id }) => id)}
          closed={retracted}
        />
      </Suspense>
      <Ending record={record} />
      <RecordActions record={record} onEdit={onEdit} />
    </Paper>
  )
}

/** Who concluded the record, and how. */
function Ending({ record }: { record: RecordCard_recordFragment }) {
  const { status, signedAt, signedBy, lockedAutomatically, retractedAt, retractedBy, retractionReason } =
    record
  if (status === 'DRAFT') return null
  return (
    <Typography variant="body2" component="div" sx={{ color: 'text.secondary' }}>
      {signedAt && (
        <div>
          {lockedAutomatically ? 'Locked automatically' : `Signed by ${signedBy?.name ?? 'a colleague'}`},{' '}
          <When at={signedAt} />
        </div>
      )}
      {retractedAt && (
        <Box sx={{ color: 'error.main', overflowWrap: 'anywhere' }}>
          Entered in error: {retractionReason} ({retractedBy?.name ?? 'a colleague'},{' '}
          <When at={retractedAt} />)
        </Box>
      )}
    </Typography>
  )
}
