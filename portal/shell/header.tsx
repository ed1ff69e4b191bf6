'use client';
import Link from 'next/link';
import { usePathname, useRouter } from 'next/navigation';
import { end } from '../api/session.ts';
import { Button } from '../ui/button.tsx';
import { classes } from '../ui/classes.ts';
import { Logo } from './logo.tsx';
import { useTenancy } from './tenant.tsx';

const PAGES = [
  { href: '/', label: 'Incidents', under: ['/', '/incident/'] },
  { href: '/hunts/', label: 'Hunts', under: ['/hunts/'] },
  { href: '/sources/', label: 'Sources', under: ['/sources/'] },
  { href: '/automation/', label: 'Automation', under: ['/automation/'] },
  { href: '/reports/', label: 'Reports', under: ['/reports/'] },
] as const;

function Navigation() {
  const pathname = usePathname();
  return (
    <nav aria-label="Pages" className="order-last -mx-1 flex w-full gap-1 overflow-x-auto md:order-none md:w-auto">
      {PAGES.map(({ href, label, under }) => {
        const here = under.some((path) => path === pathname);
        return (
          <Link
            key={href}
            href={href}
            aria-current={here ? 'page' : undefined}
            className={classes(
              'flex min-h-11 items-center border-b-2 px-3 text-sm font-medium',
              here ? 'border-accent text-ink' : 'border-transparent text-muted hover:text-ink',
            )}
          >
            {label}
          </Link>
        );
      })}
    </nav>
  );
}

function TenantChoice() {
  const { me, tenant, choose } = useTenancy();
  const router = useRouter();
  if (me.tenants.length === 1) return <span className="text-sm font-medium">{tenant}</span>;
  return (
    <label className="flex items-center gap-2 text-sm">
      <span className="sr-only">Tenant</span>
      <select
        value={tenant}
        onChange={(event) => {
          choose(event.target.value);
          router.push('/');
        }}
        className="min-h-9 rounded-md border border-edge bg-surface px-2 font-medium"
      >
        {me.tenants.map((id) => (
          <option key={id}>{id}</option>
        ))}
      </select>
    </label>
  );
}

export function Header() {
  const { me } = useTenancy();
  return (
    <header className="border-b border-line bg-surface">
      <div className="mx-auto flex max-w-7xl flex-wrap items-center gap-x-6 px-4 sm:px-6 lg:px-8">
        <Link href="/" className="flex min-h-12 items-center gap-2 text-lg font-semibold tracking-tight">
          <Logo />
          Watchkeep
        </Link>
        <Navigation />
        <div className="ml-auto flex items-center gap-3">
          <TenantChoice />
          <span className="hidden max-w-56 truncate text-sm text-muted lg:inline" title={me.roles.join(', ')}>
            {me.username ?? me.subject}
          </span>
          <Button small look="plain" onClick={() => void end()}>
            Sign out
          </Button>
        </div>
      </div>
    </header>
  );
}
