import Article from '@mui/icons-material/ArticleOutlined'
import ViewInAr from '@mui/icons-material/ViewInArOutlined'
import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import { useThumbnail } from '../../ui/photos'
import { Tag } from '../../ui/Tag'
import { useCan } from '../../ui/viewer'
import { When } from '../../ui/When'
import { kindLabels } from './fileWords'
import type { FileTile_fileFragment } from './files.gen'

type File = FileTile_fileFragment

function Picture({ file }: { file: File }) {
  const src = useThumbnail(file.width === null ? null : file.id)
  const Icon = file.type === 'PDF' ? Article : ViewInAr
  return (
    <Box
      sx={{
        height: 128,
        display: 'grid',
        placeItems: 'center',
        overflow: 'hidden',
        color: 'text.secondary',
        backgroundColor: file.kind === 'IMAGING' ? '#0b1215' : 'action.hover',
        '& img': { width: '100%', height: '100%', objectFit: file.kind === 'IMAGING' ? 'contain' : 'cover' },
      }}
    >
      {src ? <img src={src} alt="" /> : file.width === null ? <Icon sx={{ fontSize: 40 }} /> : null}
    </Box>
  )
}

/** What a file is, in tags; what an owner sees is always shown to owners. */
export function FileTags({ file }: { file: File }) {
  const isStaff = useCan('file:read')
  return (
    <>
      {file.isPetPhoto && <Tag tone="good">Patient’s photo</Tag>}
      {file.state === 'RETRACTED' && <Tag tone="bad">Entered in error</Tag>}
      {isStaff && file.fromOwner && <Tag tone="warn">From the owner</Tag>}
      {isStaff && file.releasedAt && <Tag tone="info">Shown to owner</Tag>}
      {isStaff && !file.scanned && file.width === null && <Tag>Unscanned</Tag>}
    </>
  )
}

interface Props {
  label: string
  files: readonly File[]
  onOpen: (id: string) => void
}

/** Files as small pictures; one is opened by choosing it. */
export function FileTiles({ label, files, onOpen }: Props) {
  return (
    <Box
      component="ul"
      aria-label={label}
      sx={{
        listStyle: 'none',
        m: 0,
        p: 0,
        display: 'grid',
        gap: 1.5,
        gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 156px), 1fr))',
      }}
    >
      {files.map((file) => (
        <li key={file.id}>
          <ButtonBase
            onClick={() => onOpen(file.id)}
            sx={{
              width: '100%',
              height: '100%',
              display: 'flex',
              flexDirection: 'column',
              alignItems: 'stretch',
              justifyContent: 'flex-start',
              textAlign: 'left',
              borderRadius: '10px',
              overflow: 'hidden',
              border: 1,
              borderColor: 'divider',
              backgroundColor: 'background.paper',
              opacity: file.state === 'RETRACTED' ? 0.72 : 1,
              '&:hover, &.Mui-focusVisible': { borderColor: 'primary.main' },
            }}
          >
            <Picture file={file} />
            <Box sx={{ p: 1, display: 'grid', gap: 0.25, minWidth: 0 }}>
              <Box
                component="span"
                sx={{
                  fontWeight: 600,
                  overflow: 'hidden',
                  textOverflow: 'ellipsis',
                  whiteSpace: 'nowrap',
                  textDecoration: file.state === 'RETRACTED' ? 'line-through' : undefined,
                }}
              >
                {file.name}
              </Box>
              <Box component="span" sx={{ fontSize: '0.75rem', color: 'text.secondary' }}>
                {kindLabels[file.kind]}, <When at={file.takenAt} show="day" />
              </Box>
              <Box
                component="span"
                sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.5, '&:empty': { display: 'none' } }}
              >
                <FileTags file={file} />
              </Box>
            </Box>
          </ButtonBase>
        </li>
      ))}
    </Box>
  )
}
