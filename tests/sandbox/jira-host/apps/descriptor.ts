import { z } from 'zod';

const name = z.object({ value: z.string() });
const page = z.object({ key: z.string(), name, url: z.string() });

/** As much of a Connect descriptor as this Jira acts on. */
export const connectDescriptor = z.object({
  key: z.string(),
  name: z.string(),
  description: z.string().default(''),
  baseUrl: z.url(),
  enableLicensing: z.boolean().default(false),
  lifecycle: z.object({
    installed: z.string(),
    uninstalled: z.string().optional(),
    enabled: z.string().optional(),
    disabled: z.string().optional(),
  }),
  modules: z.object({
    adminPages: z.array(page).default([]),
    configurePage: page.optional(),
    postInstallPage: page.optional(),
    webPanels: z.array(page.extend({ location: z.string() })).default([]),
  }),
});

export type ConnectDescriptor = z.infer<typeof connectDescriptor>;
export type ModulePage = z.infer<typeof page>;

/** The pages that an administrator opens from Manage apps. */
export function pagesOf({ modules }: ConnectDescriptor): readonly ModulePage[] {
  return [modules.configurePage, modules.postInstallPage, ...modules.adminPages].filter((one) => one !== undefined);
}
