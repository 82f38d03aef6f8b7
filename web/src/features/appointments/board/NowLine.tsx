import Box from '@mui/material/Box';
import { formatTime } from '../../../ui/format';
import { useNow } from '../../../ui/useNow';
import type { TimeAxis } from './timeAxis';

export function NowLine({ axis, zone, gutter }: { axis: TimeAxis; zone: string; gutter: number }) {
  const now = new Date(useNow()).toISOString();
  const y = axis.y(now);
  if (y < 0 || y > axis.height) return null;
  return (
    <Box
      aria-hidden
      sx={{ position: 'absolute', left: 0, right: 0, top: y, zIndex: 4, height: 0, borderTop: '2px solid var(--vg-palette-surface-now)', pointerEvents: 'none' }}
    >
      <Box
        className="tabular"
        sx={{
          position: 'sticky',
          left: 4,
          width: gutter - 8,
          mt: '-10px',
          height: 18,
          borderRadius: '5px',
          textAlign: 'center',
          fontSize: '0.6875rem',
          lineHeight: '18px',
          fontWeight: 700,
          color: 'background.paper',
          backgroundColor: 'var(--vg-palette-surface-now)',
        }}
      >
        {formatTime(now, zone)}
      </Box>
    </Box>
  );
}
