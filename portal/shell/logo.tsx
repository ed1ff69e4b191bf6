/** A watch tower's light, as two strokes and a lamp. */
export function Logo() {
  return (
    <svg
      viewBox="0 0 24 24"
      aria-hidden="true"
      className="size-6 fill-none stroke-accent"
      strokeWidth="2.2"
      strokeLinecap="round"
    >
      <path d="M12 9 8 21M12 9l4 12M9.3 17h5.4" />
      <path d="M5.2 3.6a8 8 0 0 0 0 6.8M18.8 3.6a8 8 0 0 1 0 6.8" className="opacity-60" />
      <circle cx="12" cy="7" r="2" className="fill-accent" />
    </svg>
  );
}
