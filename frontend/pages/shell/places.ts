import AddIcon from '@atlaskit/icon/core/add';
import CheckIcon from '@atlaskit/icon/core/check-circle';
import ClipboardIcon from '@atlaskit/icon/core/clipboard';
import DashboardIcon from '@atlaskit/icon/core/dashboard';
import DecisionIcon from '@atlaskit/icon/core/decision';
import LinkIcon from '@atlaskit/icon/core/link';
import ListIcon from '@atlaskit/icon/core/list-bulleted';
import PeopleIcon from '@atlaskit/icon/core/people-group';
import PlugIcon from '@atlaskit/icon/core/power-plug';
import SettingsIcon from '@atlaskit/icon/core/settings';
import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import { WORDS } from '../../words/words.js';
import type { Role } from './here.js';

type Icon = typeof DashboardIcon;

/** A page of administrators. */
export interface Place {
  /** Behind the `#` of the address, as wouter writes patterns: `/runs/:id`. */
  readonly path: string;
  /** The least role that it is for. */
  readonly needs: Role;
  /** How the menu names it; null: one gets there from another page. */
  readonly inMenu: { readonly word: string; readonly icon: Icon } | null;
  /** Loaded when somebody goes there: nobody waits for pages that he does not open. */
  readonly page: LazyExoticComponent<ComponentType>;
}

const { menu } = WORDS.shell;

/** Every page, in the order of the menu. */
export const PLACES: readonly Place[] = [
  {
    path: '/',
    needs: 'viewer',
    inMenu: { word: menu.dashboard, icon: DashboardIcon },
    page: lazy(() => import('../dashboard/dashboard-page.js')),
  },
  {
    path: '/conflicts',
    needs: 'viewer',
    inMenu: { word: menu.conflicts, icon: DecisionIcon },
    page: lazy(() => import('../conflicts/conflicts-page.js')),
  },
  {
    path: '/conflicts/of/:integration',
    needs: 'viewer',
    inMenu: null,
    page: lazy(() => import('../conflicts/conflicts-page.js')),
  },
  { path: '/conflicts/:id', needs: 'viewer', inMenu: null, page: lazy(() => import('../conflicts/conflict-page.js')) },
  {
    path: '/items',
    needs: 'viewer',
    inMenu: { word: menu.items, icon: LinkIcon },
    page: lazy(() => import('../items/items-page.js')),
  },
  {
    path: '/items/of/:integration/:state?',
    needs: 'viewer',
    inMenu: null,
    page: lazy(() => import('../items/items-page.js')),
  },
  { path: '/items/:id', needs: 'viewer', inMenu: null, page: lazy(() => import('../items/item-page.js')) },
  {
    path: '/runs',
    needs: 'viewer',
    inMenu: { word: menu.runs, icon: ListIcon },
    page: lazy(() => import('../runs/runs-page.js')),
  },
  { path: '/runs/:id', needs: 'viewer', inMenu: null, page: lazy(() => import('../runs/run-page.js')) },
  {
    path: '/verify',
    needs: 'viewer',
    inMenu: { word: menu.verify, icon: CheckIcon },
    page: lazy(() => import('../verify/verify-page.js')),
  },
  { path: '/verify/:id', needs: 'viewer', inMenu: null, page: lazy(() => import('../verify/verification-page.js')) },
  {
    path: '/connections',
    needs: 'viewer',
    inMenu: { word: menu.connections, icon: PlugIcon },
    page: lazy(() => import('../connections/connections-page.js')),
  },
  {
    path: '/connections/:name',
    needs: 'viewer',
    inMenu: null,
    page: lazy(() => import('../connections/connection-page.js')),
  },
  {
    path: '/connections/:name/change',
    needs: 'administrator',
    inMenu: null,
    page: lazy(() => import('../connections/change-connection-page.js')),
  },
  {
    path: '/connect',
    needs: 'administrator',
    inMenu: null,
    page: lazy(() => import('../connections/new-connection-page.js')),
  },
  {
    path: '/setup',
    needs: 'administrator',
    inMenu: { word: WORDS.setup.menu, icon: AddIcon },
    page: lazy(() => import('../setup/setups-page.js')),
  },
  {
    path: '/setup/:id',
    needs: 'administrator',
    inMenu: null,
    page: lazy(() => import('../setup/setup-page.js')),
  },
  {
    path: '/integrations/:name/mapping',
    needs: 'viewer',
    inMenu: null,
    page: lazy(() => import('../mapping/mapping-page.js')),
  },
  {
    path: '/people',
    needs: 'administrator',
    inMenu: { word: menu.people, icon: PeopleIcon },
    page: lazy(() => import('../people/people-page.js')),
  },
  {
    path: '/audit',
    needs: 'administrator',
    inMenu: { word: menu.audit, icon: ClipboardIcon },
    page: lazy(() => import('../audit/audit-page.js')),
  },
  {
    path: '/system',
    needs: 'administrator',
    inMenu: { word: menu.system, icon: SettingsIcon },
    page: lazy(() => import('../system/system-page.js')),
  },
];
