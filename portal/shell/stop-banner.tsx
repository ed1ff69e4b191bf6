'use client';
import Link from 'next/link';
import { useAutomation } from '../api/queries.ts';

/** On every page while the kill switch is engaged. */
export function StopBanner() {
  const automation = useAutomation();
  if (!automation.data?.kill_switch) return null;
  return (
    <p role="status" className="bg-critical px-4 py-2 text-center text-sm font-medium text-white">
      The kill switch is engaged: no response is carried out, whoever approved it.{' '}
      <Link href="/automation/" className="underline">
        Automation
      </Link>
    </p>
  );
}
