import Add from '@mui/icons-material/Add'
import PhotoCamera from '@mui/icons-material/PhotoCameraOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Paper from '@mui/material/Paper'
import Skeleton from '@mui/material/Skeleton'
import useMediaQuery from '@mui/material/useMediaQuery'
import { useState } from 'react'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorView } from '../../ui/ErrorView'
import { Section } from '../../ui/Section'
import { useCan } from '../../ui/viewer'
import { FileTiles } from './FileTiles'
import { useFilesSectionQuery, usePetFilesChangedSubscription } from './files.gen'
import { PickFiles } from './PickFiles'
import { UploadDialog } from './UploadDialog'
import { useDrop } from './useDrop'
import { Viewer } from './Viewer'

/** The files on the patient’s chart; new ones are dropped here, chosen, or photographed. */
export function FilesSection({ petId }: { petId: string }) {
  const isStaff = useCan('file:read')
  const isOwner = useCan('own-household:read') && !isStaff
  const mayAdd = useCan('file:write') || isOwner
  const byTouch = useMediaQuery('(pointer: coarse)')
  const { data, loading, error, refetch, fetchMore } = useFilesSectionQuery({
    variables: { petId },
    fetchPolicy: 'cache-and-network',
  })
  usePetFilesChangedSubscription({ variables: { petId }, onData: () => void refetch() })
  const [dropped, setDropped] = useState<readonly File[] | null>(null)
  const [openId, setOpenId] = useState<string | null>(null)
  const { over, ...drop } = useDrop(mayAdd ? setDropped : null)
  const pet = data?.pet
  const files = pet?.files.nodes ?? []
  const after = pet?.files.pageInfo.endCursor
  return (
    <Section
      title="Files"
      id="files"
      flush
      actions={
        mayAdd &&
        pet && (
          <>
            {byTouch && (
              <PickFiles camera variant="text" startIcon={<PhotoCamera />} onPicked={setDropped}>
                Photo
              </PickFiles>
            )}
            <PickFiles variant="text" startIcon={<Add />} onPicked={setDropped}>
              Add files
            </PickFiles>
          </>
        )
      }
    >
      <Box
        {...drop}
        sx={{
          display: 'grid',
          gap: 1.5,
          gridTemplateColumns: 'minmax(0, 1fr)',
          borderRadius: '12px',
          outline: over ? '2px dashed' : 'none',
          outlineColor: 'primary.main',
          outlineOffset: 6,
        }}
      >
        {error && <ErrorView error={error} onRetry={() => void refetch()} form={pet ? 'line' : 'page'} />}
        {!pet && !error && <Skeleton variant="rounded" height={128} />}
        {pet && files.length === 0 && (
          <Paper variant="outlined">
            <EmptyState title={over ? 'Drop them here' : 'No files yet'}>
              {mayAdd
                ? isOwner
                  ? 'Send us a photo or a document with the button. What we release for you appears here too.'
                  : 'Drop photos, radiographs and results here, or add them with the button.'
                : 'Photos, radiographs and results appear here.'}
            </EmptyState>
          </Paper>
        )}
        {files.length > 0 && <FileTiles label="Files of the patient" files={files} onOpen={setOpenId} />}
        {pet?.files.pageInfo.hasNextPage && (
          <Button
            variant="outlined"
            color="inherit"
            loading={loading}
            onClick={() => void fetchMore({ variables: { after } }).catch(() => {})}
            sx={{ justifySelf: 'center' }}
          >
            Older files
          </Button>
        )}
      </Box>
      {pet && dropped && (
        <UploadDialog
          petId={petId}
          files={dropped}
          byOwner={isOwner}
          onClose={() => setDropped(null)}
          onAdded={() => void refetch()}
        />
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
    </Section>
  )
}
