import { skipToken } from '@apollo/client/react'
import AttachFile from '@mui/icons-material/AttachFile'
import Box from '@mui/material/Box'
import { useState } from 'react'
import { ErrorView } from '../../ui/ErrorView'
import type { RecordSectionProps } from '../../ui/feature'
import { useCan } from '../../ui/viewer'
import { FileTiles } from './FileTiles'
import { useRecordFilesQuery } from './files.gen'
import { PickFiles } from './PickFiles'
import { UploadDialog } from './UploadDialog'
import { useDrop } from './useDrop'
import { Viewer } from './Viewer'

/** The files attached to a medical record; more are dropped on them, or chosen. */
export function RecordFiles({ petId, recordId, fileIds, closed }: RecordSectionProps) {
  const mayWrite = useCan('medical-record:write')
  const mayAdd = useCan('file:write') && mayWrite && !closed
  const { data, error, refetch } = useRecordFilesQuery(
    fileIds.length > 0 ? { variables: { ids: [...fileIds] } } : skipToken,
  )
  const [dropped, setDropped] = useState<readonly File[] | null>(null)
  const [openId, setOpenId] = useState<string | null>(null)
  const { over, ...drop } = useDrop(mayAdd ? setDropped : null)
  const files = fileIds.length > 0 ? (data?.petFiles ?? []).filter((file) => file !== null) : []
  if (!mayAdd && fileIds.length === 0) return null
  return (
    <Box
      {...drop}
      sx={{
        display: 'grid',
        gap: 1,
        justifyItems: 'start',
        gridTemplateColumns: 'minmax(0, 1fr)',
        borderRadius: '10px',
        outline: over ? '2px dashed' : 'none',
        outlineColor: 'primary.main',
        outlineOffset: 4,
      }}
    >
      {error && <ErrorView error={error} onRetry={() => void refetch()} form="line" />}
      {files.length > 0 && (
        <Box sx={{ width: '100%' }}>
          <FileTiles label="Attached files" files={files} onOpen={setOpenId} />
        </Box>
      )}
      {mayAdd && (
        <PickFiles variant="text" startIcon={<AttachFile />} onPicked={setDropped}>
          Attach files
        </PickFiles>
      )}
      {dropped && (
        <UploadDialog petId={petId} recordId={recordId} files={dropped} onClose={() => setDropped(null)} />
      )}
      {openId && (
        <Viewer
          petId={petId}
          files={files}
          openId={openId}
          onOpen={setOpenId}
          onChanged={() => void refetch()}
          onClose={() => setOpenId(null)}
        />
      )}
    </Box>
  )
}
