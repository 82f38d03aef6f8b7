import AttachFile from '@mui/icons-material/AttachFile'
import Description from '@mui/icons-material/DescriptionOutlined'
import Flag from '@mui/icons-material/FlagOutlined'
import Medication from '@mui/icons-material/MedicationOutlined'
import MonitorHeart from '@mui/icons-material/MonitorHeartOutlined'
import Scale from '@mui/icons-material/ScaleOutlined'
import Vaccines from '@mui/icons-material/VaccinesOutlined'
import Warning from '@mui/icons-material/WarningAmberRounded'
import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import type { ReactNode } from 'react'
import type { FileKind, PetStatus, PrescriptionStatus } from '../../gql/types'
import { formatDay } from '../../ui/format'
import { useThumbnail } from '../../ui/photos'
import { Tag } from '../../ui/Tag'
import { When } from '../../ui/When'
import { EntryRow } from './EntryRow'
import type { TimelineEntry_entryFragment, TimelineRecord_recordFragment } from './timeline.gen'

const parts = [
  ['subjective', 'Subjective'],
  ['objective', 'Objective'],
  ['assessment', 'Assessment'],
  ['plan', 'Plan'],
] as const

const firstLine = (record: TimelineRecord_recordFragment) => {
  const { diagnoses, assessment, subjective, objective, plan } = record
  if (diagnoses.length > 0) return diagnoses.map(({ text }) => text).join(', ')
  return (
    [assessment, subjective, objective, plan]
      .map((text) => text.trim())
      .find(Boolean)
      ?.split('\n')[0] ?? 'Nothing is written yet'
  )
}

/** A record: its conclusion in one line, its texts on demand. */
export function RecordEntry({ record }: { record: TimelineRecord_recordFragment }) {
  const { status, author, appointment, releasedAt, addenda } = record
  return (
    <EntryRow
      icon={Description}
      kind="Medical record"
      day={<When at={record.occurredAt} show="day" />}
      title={firstLine(record)}
      detail={[appointment?.type.name, author?.name].filter(Boolean).join(' · ')}
      over={status === 'RETRACTED'}
      tags={
        status === 'DRAFT' ? (
          <Tag tone="warn">Draft</Tag>
        ) : status === 'RETRACTED' ? (
          <Tag tone="bad">In error</Tag>
        ) : (
          releasedAt && <Tag tone="info">Released</Tag>
        )
      }
    >
      <Box
        component="dl"
        sx={{ m: 0, display: 'grid', gap: 1, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}
      >
        {parts
          .filter(([part]) => record[part].trim() !== '')
          .map(([part, label]) => (
            <div key={part}>
              <Box component="dt" sx={{ fontSize: '0.75rem', fontWeight: 600, color: 'text.secondary' }}>
                {label}
              </Box>
              <Box component="dd" sx={{ m: 0 }}>
                {record[part]}
              </Box>
            </div>
          ))}
        {addenda.map(({ id, text, createdAt }) => (
          <div key={id}>
            <Box component="dt" sx={{ fontSize: '0.75rem', fontWeight: 600, color: 'text.secondary' }}>
              Addendum, <When at={createdAt} show="day" />
            </Box>
            <Box component="dd" sx={{ m: 0 }}>
              {text}
            </Box>
          </div>
        ))}
      </Box>
    </EntryRow>
  )
}

const statusWords: Readonly<Record<PetStatus, string>> = {
  ACTIVE: 'Active again',
  INACTIVE: 'Inactive',
  DECEASED: 'Died',
  TRANSFERRED: 'Transferred',
}

const prescriptionWords: Readonly<Record<PrescriptionStatus, string>> = {
  ACTIVE: 'Active',
  USED_UP: 'Used up',
  EXPIRED: 'Expired',
  CANCELLED: 'Cancelled',
}

type Vitals = NonNullable<TimelineEntry_entryFragment['vitals']>

const vitalsText = (vitals: Vitals): string =>
  [
    vitals.temperature !== null && `${vitals.temperature} °C`,
    vitals.heartRate !== null && `heart ${vitals.heartRate}/min`,
    vitals.respiratoryRate !== null && `breathing ${vitals.respiratoryRate}/min`,
    vitals.painScore !== null && `pain ${vitals.painScore} of 4`,
    vitals.bodyConditionScore !== null && `body condition ${vitals.bodyConditionScore} of 9`,
  ]
    .filter(Boolean)
    .join(', ')

const fileWords: Readonly<Record<FileKind, string>> = {
  PHOTO: 'Photo',
  IMAGING: 'Imaging',
  LABORATORY: 'Laboratory',
  DOCUMENT: 'Document',
  OTHER: 'Other',
}

function FilePicture({ id, name }: { id: string; name: string }) {
  const picture = useThumbnail(id)
  return picture && <img src={picture} alt={name} style={{ maxWidth: '100%', maxHeight: 240 }} />
}

/** A file: its picture opens below it, and all that is done with it under “Files”. */
function FileEntry({
  file,
  day,
}: {
  file: NonNullable<TimelineEntry_entryFragment['file']>
  day: ReactNode
}) {
  const over = file.state === 'RETRACTED'
  return (
    <EntryRow
      icon={AttachFile}
      kind="File"
      day={day}
      title={file.name}
      detail={fileWords[file.kind]}
      over={over}
      tags={over ? <Tag tone="bad">In error</Tag> : file.releasedAt && <Tag tone="info">Released</Tag>}
    >
      <Box sx={{ display: 'grid', gap: 1, justifyItems: 'start' }}>
        {file.width !== null && <FilePicture id={file.id} name={file.name} />}
        <Link href="#files">Open under “Files”</Link>
      </Box>
    </EntryRow>
  )
}

/** An entry of the timeline by its kind. */
export function Entry({ entry }: { entry: TimelineEntry_entryFragment }) {
  const { record, vaccination, prescription, weight, vitals, alert, status, file } = entry
  const day = <When at={entry.at} show="day" />
  if (record) return <RecordEntry record={record} />
  if (vaccination) {
    const { kind, givenOn, productName, protocols, lot, retractedAt } = vaccination
    const against = protocols.map(({ name }) => name).join(', ')
    return (
      <EntryRow
        icon={Vaccines}
        kind="Vaccination"
        day={
          <time dateTime={givenOn} className="tabular">
            {formatDay(givenOn, 'dated')}
          </time>
        }
        title={productName ?? against}
        detail={[productName && against, lot && `lot ${lot}`].filter(Boolean).join(' · ')}
        over={retractedAt !== null}
        tags={
          retractedAt ? (
            <Tag tone="bad">In error</Tag>
          ) : (
            kind !== 'GIVEN' && <Tag>{kind === 'DECLINED' ? 'Declined' : 'Elsewhere'}</Tag>
          )
        }
      />
    )
  }
  if (prescription) {
    const { drug, dose, unit, frequency, remaining, authorised } = prescription
    return (
      <EntryRow
        icon={Medication}
        kind="Prescription"
        day={day}
        title={drug}
        detail={`${dose === null ? '' : `${dose} ${unit} `}${frequency} · ${remaining} of ${authorised} ${unit} left`}
        over={prescription.status === 'CANCELLED'}
        tags={
          <Tag tone={prescription.status === 'ACTIVE' ? 'good' : 'neutral'}>
            {prescriptionWords[prescription.status]}
          </Tag>
        }
      />
    )
  }
  if (weight)
    return <EntryRow icon={Scale} kind="Weight" day={day} title={`${weight.value} ${weight.unit}`} />
  if (vitals) return <EntryRow icon={MonitorHeart} kind="Vital signs" day={day} title={vitalsText(vitals)} />
  if (alert)
    return (
      <EntryRow
        icon={Warning}
        kind="Alert"
        day={day}
        title={alert.text}
        over={alert.removedAt !== null}
        detail={
          alert.removedAt && (
            <>
              Removed <When at={alert.removedAt} show="day" />
            </>
          )
        }
      />
    )
  if (file) return <FileEntry file={file} day={day} />
  if (status)
    return (
      <EntryRow
        icon={Flag}
        kind="Status"
        day={day}
        title={
          status.deceasedOn
            ? `${statusWords[status.status]} on ${formatDay(status.deceasedOn, 'dated')}`
            : statusWords[status.status]
        }
        detail={status.reason}
      />
    )
  return null
}
