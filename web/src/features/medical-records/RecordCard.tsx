import Edit from '@mui/icons-material/EditOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Paper from '@mui/material/Paper'
import Typography from '@mui/material/Typography'
import { Tag } from '../../ui/Tag'
import { Unavailable } from '../../ui/Unavailable'
import { Can } from '../../ui/viewer'
import { When } from '../../ui/When'
import type { RecordCard_recordFragment } from './medical-records.gen'
import { recordLooks, soapParts } from './soap'

export function RecordCard({ record, onEdit }: { record: RecordCard_recordFragment; onEdit: () => void }) {
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
          </Typography>
        </Box>
        <Tag tone={tone}>{label}</Tag>
        {record.status === 'DRAFT' && (
          <Can do="medical-record:write">
            <Button size="small" variant="outlined" startIcon={<Edit />} onClick={onEdit}>
              Continue
            </Button>
          </Can>
        )}
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
    </Paper>
  )
}
