import ChevronLeft from '@mui/icons-material/ChevronLeft'
import ChevronRight from '@mui/icons-material/ChevronRight'
import Close from '@mui/icons-material/Close'
import Box from '@mui/material/Box'
import Dialog from '@mui/material/Dialog'
import IconButton from '@mui/material/IconButton'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { type KeyboardEvent, useState } from 'react'
import { EmptyState } from '../../ui/EmptyState'
import { formatInstantDay } from '../../ui/format'
import { useCurrentLocation } from '../../ui/location'
import { When } from '../../ui/When'
import { FileActions } from './FileActions'
import { FileTags } from './FileTiles'
import { kindLabels, sizeText } from './fileWords'
import type { FileTile_fileFragment } from './files.gen'
import { ImagePane } from './ImagePane'
import { PdfPane } from './PdfPane'

type File = FileTile_fileFragment

interface Props {
  petId: string
  /** Those among which one goes on. */
  files: readonly File[]
  openId: string
  onOpen: (id: string) => void
  onChanged: () => void
  onClose: () => void
}

const isImage = ({ width }: File) => width !== null

function Pane({ file }: { file: File }) {
  if (isImage(file)) return <ImagePane key={file.id} file={file} />
  if (file.type === 'PDF') return <PdfPane key={file.id} file={file} />
  return (
    <EmptyState title="This format is not shown here">
      Download it, and open it with a DICOM viewer. It is kept exactly as it was sent.
    </EmptyState>
  )
}

/** A file as large as the screen; images are enlarged, turned, and compared with another one. */
export function Viewer({ petId, files, openId, onOpen, onChanged, onClose }: Props) {
  const { timeZone } = useCurrentLocation()
  const [besideId, setBesideId] = useState('')
  const index = files.findIndex(({ id }) => id === openId)
  const file = files[index]
  if (!file) return null
  const others = files.filter((each) => isImage(each) && each.id !== file.id)
  const beside = isImage(file) ? others.find(({ id }) => id === besideId) : undefined
  const go = (by: number) => {
    const next = files[index + by]
    if (next) onOpen(next.id)
  }
  const onKeyDown = ({ key, target }: KeyboardEvent) => {
    if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) return
    if (key === 'PageDown') go(1)
    if (key === 'PageUp') go(-1)
  }
  return (
    <Dialog open fullScreen onClose={onClose} aria-labelledby="viewer-title" onKeyDown={onKeyDown}>
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          alignItems: 'center',
          gap: 1,
          px: 2,
          py: 1,
          borderBottom: 1,
          borderColor: 'divider',
        }}
      >
        <Box sx={{ flex: '1 1 220px', minWidth: 0 }}>
          <Typography variant="h2" id="viewer-title" sx={{ overflowWrap: 'anywhere' }}>
            {file.name}
          </Typography>
          <Box
            sx={{
              display: 'flex',
              flexWrap: 'wrap',
              alignItems: 'center',
              gap: 0.75,
              color: 'text.secondary',
              fontSize: '0.8125rem',
            }}
          >
            <span>
              {kindLabels[file.kind]}, taken <When at={file.takenAt} show="day" />, {sizeText(file.bytes)}
              {file.uploadedBy && `, added by ${file.uploadedBy.name}`}
            </span>
            <FileTags file={file} />
            {file.retractionReason && <span>{file.retractionReason}</span>}
          </Box>
        </Box>
        {isImage(file) && others.length > 0 && (
          <TextField
            select
            size="small"
            label="Compare with"
            value={beside ? besideId : ''}
            onChange={({ target }) => setBesideId(target.value)}
            sx={{ width: 220 }}
          >
            <MenuItem value="">Nothing</MenuItem>
            {others.map((other) => (
              <MenuItem key={other.id} value={other.id}>
                {formatInstantDay(other.takenAt, timeZone)}, {other.name}
              </MenuItem>
            ))}
          </TextField>
        )}
        <FileActions petId={petId} file={file} onChanged={onChanged} />
        <IconButton
          onClick={() => go(-1)}
          disabled={index === 0}
          aria-label="Previous file"
          title="Previous (Page Up)"
        >
          <ChevronLeft />
        </IconButton>
        <IconButton
          onClick={() => go(1)}
          disabled={index === files.length - 1}
          aria-label="Next file"
          title="Next (Page Down)"
        >
          <ChevronRight />
        </IconButton>
        <IconButton onClick={onClose} aria-label="Close" autoFocus>
          <Close />
        </IconButton>
      </Box>
      <Box
        sx={{
          flex: 1,
          minHeight: 0,
          display: 'grid',
          gap: '2px',
          gridAutoRows: 'minmax(0, 1fr)',
          gridTemplateColumns: {
            xs: 'minmax(0, 1fr)',
            md: beside ? 'repeat(2, minmax(0, 1fr))' : 'minmax(0, 1fr)',
          },
        }}
      >
        <Pane key={file.id} file={file} />
        {beside && <Pane key={`beside-${beside.id}`} file={beside} />}
      </Box>
    </Dialog>
  )
}
