import { Link, useLocation } from 'wouter';
import { WORDS } from '../../words/words.js';
import { useHere } from './here.js';
import { PLACES } from './places.js';

/** The ways to all pages that are for the person; the one that is open is marked, also where it shows one thing of its list. */
export function Menu() {
  const { has } = useHere();
  const [location] = useLocation();
  return (
    <nav className="menu" aria-label={WORDS.shell.menu.label}>
      <ul>
        {PLACES.map(({ path, needs, inMenu }) => {
          if (inMenu === null || !has(needs)) return null;
          const isOpen = location === path || (path !== '/' && location.startsWith(`${path}/`));
          const { word, icon: Icon } = inMenu;
          return (
            <li key={path}>
              <Link href={path} className="menu__way" {...(isOpen && { 'aria-current': 'page' as const })}>
                <Icon label="" color="currentColor" />
                {word}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
