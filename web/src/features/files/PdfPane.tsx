import Box from '@mui/material/Box'
import CircularProgress from '@mui/material/CircularProgress'
import { ErrorView } from '../../ui/ErrorView'
import type { FileTile_fileFragment } from './files.gen'
import { useContent } from './useContent'

/** A PDF in the browser’s own viewer. */
export function PdfPane({ file }: { file: FileTile_fileFragment }) {
  const { url, error, retry } = useContent(file.id)
  return (
    <Box sx={{ display: 'grid', minHeight: 0, minWidth: 0 }}>
      {error ? (
        <Box sx={{ m: 'auto', p: 2 }}>
          <ErrorView error={error} onRetry={retry} form="line" />
        </Box>
      ) : url ? (
        <iframe src={url} title={file.name} style={{ border: 0, width: '100%', height: '100%' }} />
      ) : (
        <CircularProgress aria-label="Loading" sx={{ m: 'auto' }} />
      )}
    </Box>
  )
}
