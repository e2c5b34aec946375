/** A rack with one light on. */
export function Logo({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" className={className} fill="none" aria-hidden="true">
      <rect x="3" y="3.5" width="18" height="7" rx="2" stroke="currentColor" strokeWidth="1.75" />
      <rect x="3" y="13.5" width="18" height="7" rx="2" stroke="currentColor" strokeWidth="1.75" />
      <circle cx="7.25" cy="7" r="1.5" fill="var(--primary)" />
      <path d="M12 7h5.5M12 17h5.5" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" />
      <circle cx="7.25" cy="17" r="1.25" fill="currentColor" opacity="0.35" />
    </svg>
  );
}
