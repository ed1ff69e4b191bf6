import type { Metadata } from 'next';
import { AutomationPage } from '../../automation/automation-page.tsx';

export const metadata: Metadata = { title: 'Automation' };

export default function Page() {
  return <AutomationPage />;
}
