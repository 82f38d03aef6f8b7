import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';

interface Props {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  icon?: ReactNode;
}

export function EmptyState({ title, children, action, icon }: Props) {
  return (
    <Box sx={{ display: 'grid', justifyItems: 'center', gap: 1, py: 6, px: 3, textAlign: 'center' }}>
      <Box
        aria-hidden
        sx={{
          width: 56,
          height: 56,
          borderRadius: '50%',
          display: 'grid',
          placeItems: 'center',
          color: 'primary.main',
          backgroundColor: 'color-mix(in srgb, var(--vg-palette-primary-main) 12%, transparent)',
          mb: 0.5,
        }}
      >
        {icon ?? <PawGlyph />}
      </Box>
      <Typography variant="h3" component="p">
        {title}
      </Typography>
      {children && <Typography sx={{ color: 'text.secondary', maxWidth: 420 }}>{children}</Typography>}
      {action && <Box sx={{ mt: 1 }}>{action}</Box>}
    </Box>
  );
}

function PawGlyph() {
  return (
    <svg width="28" height="28" viewBox="0 0 32 32" fill="currentColor">
      <circle cx="6.9" cy="14.4" r="2.7" />
      <circle cx="12.4" cy="8.2" r="3" />
      <circle cx="19.6" cy="8.2" r="3" />
      <circle cx="25.1" cy="14.4" r="2.7" />
      <path d="M16 15.2c3.4 0 6.4 3.9 6.4 7 0 2.2-1.5 3.4-3.3 3.4-1.2 0-1.9-.6-3.1-.6s-1.9.6-3.1.6c-1.8 0-3.3-1.2-3.3-3.4 0-3.1 3-7 6.4-7Z" />
    </svg>
  );
}
