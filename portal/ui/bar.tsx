type Props = {
  /** 0 to 1. */
  readonly value: number;
  readonly label: string;
  /** `fill-…` class. */
  readonly fill?: string;
};

/** A bar drawn with attributes: the content security policy allows no inline style. */
export function Bar({ value, label, fill = 'fill-accent' }: Props) {
  const width = Math.max(0, Math.min(1, value)) * 100;
  return (
    <svg viewBox="0 0 100 4" preserveAspectRatio="none" className="block h-2 w-full" role="img" aria-label={label}>
      <rect width="100" height="4" rx="1" className="fill-sunken" />
      <rect width={width} height="4" rx="1" className={fill} />
    </svg>
  );
}
