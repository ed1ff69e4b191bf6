import Link from 'next/link';
import { PageTitle } from '../ui/page-title.tsx';

export default function NotFound() {
  return (
    <>
      <PageTitle title="This page does not exist" />
      <p>
        <Link href="/" className="text-accent underline">
          Go to the incidents
        </Link>
      </p>
    </>
  );
}
