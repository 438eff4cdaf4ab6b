/** What goes wrong in a service desk: the stuff of the seeded issues. */
export interface Theme {
  readonly component: 'Network' | 'Hardware' | 'Software' | 'Access';
  readonly labels: readonly string[];
  readonly things: readonly string[];
  readonly troubles: readonly string[];
  readonly steps: readonly string[];
  readonly log: string;
}

export const THEMES: readonly Theme[] = [
  {
    component: 'Network',
    labels: ['vpn', 'network', 'remote'],
    things: ['VPN tunnel', 'Wi-Fi on floor 3', 'DNS resolver', 'Branch office link', 'Proxy server', 'Guest network'],
    troubles: [
      'drops every few minutes',
      'is slow since the update',
      'refuses new connections',
      'loses packets at noon',
    ],
    steps: ['Connect from home', 'Open a shared drive', 'Wait for ten minutes', 'Watch the connection end'],
    log: 'openvpn[214]: TLS Error: TLS key negotiation failed to occur within 60 seconds\nopenvpn[214]: SIGUSR1[soft,tls-error] received, process restarting',
  },
  {
    component: 'Hardware',
    labels: ['hardware', 'laptop', 'printer'],
    things: [
      'Laptop of the front desk',
      'Label printer',
      'Docking station',
      'Meeting room display',
      'Badge reader',
      'UPS in rack 4',
    ],
    troubles: [
      'does not start',
      'is not recognised',
      'makes noise and gets hot',
      'shows error 0x610000f6',
      'needs a new battery',
    ],
    steps: ['Switch the device on', 'Attach the cable', 'Look at the indicator'],
    log: 'kernel: usb 1-4: device descriptor read/64, error -110\nkernel: usb usb1-port4: unable to enumerate USB device',
  },
  {
    component: 'Software',
    labels: ['mail', 'erp', 'update', 'crash'],
    things: [
      'Outlook',
      'Payroll run',
      'Timesheet form',
      'CRM import',
      'Nightly backup',
      'Invoice template',
      'Search in the intranet',
    ],
    troubles: [
      'crashes on start',
      'shows yesterday’s data',
      'takes minutes to open',
      'fails with “Überlauf” in the log',
      'sends everything twice',
    ],
    steps: ['Open the application', 'Choose the last month', 'Press Export', 'Open the file'],
    log: 'ERROR o.a.Job - batch 2214 failed\njava.lang.IllegalStateException: no exchange rate for EUR/CHF\n\tat org.acme.Rates.of(Rates.java:88)',
  },
  {
    component: 'Access',
    labels: ['access', 'password', 'onboarding', 'sso'],
    things: [
      'Account of a new colleague',
      'Shared mailbox',
      'Single sign-on',
      'SharePoint site',
      'Admin role in the CRM',
      'Door 2.14',
    ],
    troubles: [
      'is locked',
      'needs approval',
      'asks for the second factor again and again',
      'was removed by mistake',
      'has expired',
    ],
    steps: ['Sign in with the company account', 'Confirm the second factor', 'Open the page'],
    log: 'saml: response rejected: audience mismatch\nsaml: expected urn:acme:crm, got urn:acme:crm-test',
  },
];

export const DEPARTMENTS = ['Sales', 'Finance', 'Production', 'Legal', 'Marketing', 'Warehouse', 'Support'];

export const REMARKS = [
  'I have called the user; it still happens.',
  'Waiting for the supplier.',
  'Restarted the service at 10:40, please watch.',
  'Same as last month? See the runbook.',
  'Works again here, can you confirm?',
  'Escalated to second level.',
];
