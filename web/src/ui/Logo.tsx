/** The mark: a paw whose toes are the nodes of a graph. Ink comes from the text around it. */
export function Logo({ size = 32 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" style={{ flex: 'none' }}>
      <g stroke="#7fd0c0" strokeWidth="1.6" strokeLinecap="round">
        <path d="M16 20.5 6.9 14.6M16 20.5 12.4 8.4M16 20.5 19.6 8.4M16 20.5 25.1 14.6" />
      </g>
      <g fill="#f0a877">
        <circle cx="6.9" cy="14.4" r="2.5" />
        <circle cx="12.4" cy="8.2" r="2.8" />
        <circle cx="19.6" cy="8.2" r="2.8" />
        <circle cx="25.1" cy="14.4" r="2.5" />
      </g>
      <path
        fill="currentColor"
        d="M16 15.2c3.4 0 6.4 3.9 6.4 7 0 2.2-1.5 3.4-3.3 3.4-1.2 0-1.9-.6-3.1-.6s-1.9.6-3.1.6c-1.8 0-3.3-1.2-3.3-3.4 0-3.1 3-7 6.4-7Z"
      />
    </svg>
  );
}
