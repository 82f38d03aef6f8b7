import { useApolloClient } from '@apollo/client/react'
import Download from '@mui/icons-material/DownloadOutlined'
import Button from '@mui/material/Button'
import { useState } from 'react'
import { useDownload } from '../../ui/documents'
import { problemOf } from '../../ui/errors'
import { ReasonDialog } from '../../ui/ReasonDialog'
import { useToast } from '../../ui/toasts'
import { Can, useCan } from '../../ui/viewer'
import {
  FileContentDocument,
  type FileTile_fileFragment,
  usePetPhotoPolicyQuery,
  useReleaseFileMutation,
  useRetractFileMutation,
  useSetPetPhotoMutation,
} from './files.gen'
import { PickFiles } from './PickFiles'
import { UploadDialog } from './UploadDialog'

interface Props {
  petId: string
  file: FileTile_fileFragment
  /** Called when the file’s state or the patient’s photo has changed. */
  onChanged: () => void
}

/** What can be done with a file. */
export function FileActions({ petId, file, onChanged }: Props) {
  const client = useApolloClient()
  const toast = useToast()
  const { download, loading } = useDownload()
  const [setPhoto] = useSetPetPhotoMutation()
  const [release] = useReleaseFileMutation()
  const [retract] = useRetractFileMutation()
  const [retracting, setRetracting] = useState(false)
  const [newer, setNewer] = useState<readonly File[] | null>(null)
  const isStaff = useCan('pet:write')
  const isOwner = useCan('own-household:read') && !isStaff
  const settings = usePetPhotoPolicyQuery({ skip: !isOwner }).data?.portalSettings
  const mayChoose = isStaff || (settings !== undefined && settings.petEdits !== 'OFF')
  const counts = file.state === 'ATTACHED'
  const done = async (work: Promise<unknown>, message: string) => {
    try {
      await work
      toast({ message })
      onChanged()
    } catch (failure) {
      toast({ message: problemOf(failure).message, severity: 'error' })
    }
  }
  const save = () =>
    download(async () => {
      const asked = { query: FileContentDocument, variables: { ids: [file.id] } }
      const { data } = await client.query({ ...asked, fetchPolicy: 'no-cache' })
      const url = data?.petFiles[0]?.content.url
      return url ? { url, fileName: file.name } : null
    })
  const released = file.releasedAt === null
  return (
    <>
      <Button startIcon={<Download />} loading={loading} onClick={() => void save()}>
        Download
      </Button>
      {counts && mayChoose && file.kind === 'PHOTO' && file.width !== null && !file.isPetPhoto && (
        <Button
          onClick={() =>
            void done(
              setPhoto({ variables: { input: { petId, fileId: file.id } } }),
              isStaff ? 'This is the patient’s photo now; the owner sees it too.' : 'This is the photo now.',
            )
          }
        >
          Use as photo
        </Button>
      )}
      {counts && (
        <Can do="file:release">
          <Button
            onClick={() =>
              void done(
                release({ variables: { input: { id: file.id, released } } }),
                released ? 'The owner sees it now.' : 'The owner does not see it any more.',
              )
            }
          >
            {released ? 'Show to owner' : 'Hide from owner'}
          </Button>
        </Can>
      )}
      {counts && (
        <Can do={file.medicalRecord ? 'medical-record:write' : 'file:write'}>
          <PickFiles one variant="text" onPicked={setNewer}>
            New version
          </PickFiles>
        </Can>
      )}
      {counts && (
        <Can do="file:write">
          <Button color="inherit" onClick={() => setRetracting(true)}>
            Retract
          </Button>
        </Can>
      )}
      {newer && (
        <UploadDialog
          petId={petId}
          recordId={file.medicalRecord?.id}
          replaces={file}
          files={newer}
          onClose={() => setNewer(null)}
          onAdded={onChanged}
        />
      )}
      {retracting && (
        <ReasonDialog
          title={`Retract ${file.name}?`}
          submitLabel="Retract"
          danger
          lead="It stays on the chart as entered in error, for staff only."
          usual={['Another patient’s file', 'Added twice']}
          onSave={async (reason) => {
            await retract({ variables: { input: { id: file.id, reason } } })
            setRetracting(false)
            onChanged()
          }}
          onClose={() => setRetracting(false)}
        />
      )}
    </>
  )
}
