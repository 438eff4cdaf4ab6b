import type { HostedApp } from '../apps/connect-apps.js';
import { type Html, html } from './html.js';

/** Manage apps, as an administrator sees it. @param problem what became of the last deed, if it failed. */
export function manageApps(apps: readonly HostedApp[], suggested: string, problem: string | null): Html {
  return html`<h1>Manage apps</h1>
${problem === null ? null : html`<p role="alert">${problem}</p>`}
<form class="line" method="post" action="/manage-apps">
<label>Install by the address of a descriptor <input name="address" type="url" size="48" required value="${suggested}"></label>
<button name="deed" value="install">Install</button>
</form>
<h2>User-installed apps</h2>
${apps.length === 0 ? html`<p>No app is installed.</p>` : null}
${apps.map(appCard)}`;
}

function appCard({ descriptor, isEnabled, licence }: HostedApp): Html {
  const { key, name, description, modules, enableLicensing } = descriptor;
  const { configurePage, postInstallPage, adminPages } = modules;
  return html`<article>
<h3>${name} <small>${isEnabled ? 'enabled' : 'disabled'}</small></h3>
<p>${description}</p>
<p class="line">
${configurePage === undefined ? null : html`<a class="button" href="${pathOf(key, configurePage.key)}">Configure</a>`}
${postInstallPage === undefined ? null : html`<a class="button" href="${pathOf(key, postInstallPage.key)}">Get started</a>`}
${adminPages.map((page) => html`<a class="button" href="${pathOf(key, page.key)}">${page.name.value}</a>`)}
</p>
<form class="line" method="post" action="/manage-apps">
<input type="hidden" name="key" value="${key}">
<button name="deed" value="${isEnabled ? 'disable' : 'enable'}">${isEnabled ? 'Disable' : 'Enable'}</button>
<button name="deed" value="uninstall">Uninstall</button>
${enableLicensing ? html`<button name="deed" value="licence">Licence: ${licence}. Switch</button>` : null}
</form>
</article>`;
}

function pathOf(appKey: string, moduleKey: string): string {
  return `/apps/${encodeURIComponent(appKey)}/${encodeURIComponent(moduleKey)}`;
}
