/** The mark: a paw whose toes are the nodes of a graph. Ink comes from the text around it. */
export function Logo({ size = 32 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" style={{ flex: 'none' }}>
      <g stroke="#7fd0c0" strokeWidth="1.7" strokeLinecap="round">
        <path d="M16 20 5.4 14.2M16 20 11.8 6.6M16 20 20.2 6.6M16 20 26.6 14.2" />
      </g>
      <g fill="#f0a877">
        <circle cx="5.4" cy="13.8" r="3" />
        <circle cx="11.8" cy="6.6" r="3.3" />
        <circle cx="20.2" cy="6.6" r="3.3" />
        <circle cx="26.6" cy="13.8" r="3" />
      </g>
      <path
        fill="currentColor"
        d="M16 14.2c4.4 0 8.2 4.8 8.2 8.8 0 2.9-1.9 4.5-4.3 4.5-1.5 0-2.4-.8-3.9-.8s-2.4.8-3.9.8c-2.4 0-4.3-1.6-4.3-4.5 0-4 3.8-8.8 8.2-8.8Z"
      />
    </svg>
  )
}
