/** Choices that an instance starts with: table, element, then value and label in order. */
export const choiceLists: readonly (readonly [table: string, element: string, choices: readonly [string, string][]])[] =
  [
    [
      'task',
      'priority',
      [
        ['1', '1 - Critical'],
        ['2', '2 - High'],
        ['3', '3 - Moderate'],
        ['4', '4 - Low'],
        ['5', '5 - Planning'],
      ],
    ],
    [
      'task',
      'impact',
      [
        ['1', '1 - High'],
        ['2', '2 - Medium'],
        ['3', '3 - Low'],
      ],
    ],
    [
      'task',
      'urgency',
      [
        ['1', '1 - High'],
        ['2', '2 - Medium'],
        ['3', '3 - Low'],
      ],
    ],
    [
      'task',
      'escalation',
      [
        ['0', 'Normal'],
        ['1', 'Moderate'],
        ['2', 'High'],
        ['3', 'Overdue'],
      ],
    ],
    [
      'task',
      'approval',
      [
        ['not requested', 'Not Yet Requested'],
        ['requested', 'Requested'],
        ['approved', 'Approved'],
        ['rejected', 'Rejected'],
      ],
    ],
    [
      'task',
      'upon_approval',
      [
        ['proceed', 'Proceed to Next Task'],
        ['do_nothing', 'Wait for a User to Close this task'],
      ],
    ],
    [
      'task',
      'upon_reject',
      [
        ['cancel', 'Cancel all future Tasks'],
        ['goto', 'Go to a previous approval Task'],
      ],
    ],
    [
      'task',
      'contact_type',
      [
        ['email', 'Email'],
        ['phone', 'Phone'],
        ['self-service', 'Self-service'],
        ['walk-in', 'Walk-in'],
        ['chat', 'Chat'],
      ],
    ],
    [
      'task',
      'state',
      [
        ['-5', 'Pending'],
        ['1', 'Open'],
        ['2', 'Work in Progress'],
        ['3', 'Closed Complete'],
        ['4', 'Closed Incomplete'],
        ['7', 'Closed Skipped'],
      ],
    ],
    [
      'incident',
      'state',
      [
        ['1', 'New'],
        ['2', 'In Progress'],
        ['3', 'On Hold'],
        ['6', 'Resolved'],
        ['7', 'Closed'],
        ['8', 'Canceled'],
      ],
    ],
    [
      'incident',
      'incident_state',
      [
        ['1', 'New'],
        ['2', 'In Progress'],
        ['3', 'On Hold'],
        ['6', 'Resolved'],
        ['7', 'Closed'],
        ['8', 'Canceled'],
      ],
    ],
    [
      'incident',
      'hold_reason',
      [
        ['1', 'Awaiting Caller'],
        ['3', 'Awaiting Problem'],
        ['4', 'Awaiting Vendor'],
        ['5', 'Awaiting Change'],
      ],
    ],
    [
      'incident',
      'severity',
      [
        ['1', '1 - High'],
        ['2', '2 - Medium'],
        ['3', '3 - Low'],
      ],
    ],
    [
      'incident',
      'notify',
      [
        ['1', 'Do Not Notify'],
        ['2', 'Send Email'],
        ['3', 'Phone'],
      ],
    ],
    [
      'incident',
      'category',
      [
        ['inquiry', 'Inquiry / Help'],
        ['software', 'Software'],
        ['hardware', 'Hardware'],
        ['network', 'Network'],
        ['database', 'Database'],
      ],
    ],
    [
      'incident',
      'subcategory',
      [
        ['antivirus', 'Antivirus'],
        ['email', 'Email'],
        ['cpu', 'CPU'],
        ['disk', 'Disk'],
        ['dns', 'DNS'],
        ['vpn', 'VPN'],
        ['oracle', 'Oracle'],
      ],
    ],
    [
      'incident',
      'close_code',
      [
        ['Resolved', 'Resolved'],
        ['Duplicate', 'Duplicate'],
        ['Known error', 'Known error'],
        ['No resolution provided', 'No resolution provided'],
        ['Resolved by caller', 'Resolved by caller'],
        ['Resolved by change', 'Resolved by change'],
        ['Resolved by problem', 'Resolved by problem'],
        ['Resolved by request', 'Resolved by request'],
        ['Solution provided', 'Solution provided'],
        ['Workaround provided', 'Workaround provided'],
        ['User error', 'User error'],
      ],
    ],
    [
      'incident',
      'u_component',
      [
        ['mail', 'Mail'],
        ['vpn', 'VPN'],
        ['payroll', 'Payroll'],
        ['intranet', 'Intranet'],
      ],
    ],
    [
      'problem',
      'state',
      [
        ['101', 'New'],
        ['102', 'Assess'],
        ['103', 'Root Cause Analysis'],
        ['104', 'Fix in Progress'],
        ['106', 'Resolved'],
        ['107', 'Closed'],
      ],
    ],
    [
      'problem',
      'problem_state',
      [
        ['101', 'New'],
        ['102', 'Assess'],
        ['103', 'Root Cause Analysis'],
        ['104', 'Fix in Progress'],
        ['106', 'Resolved'],
        ['107', 'Closed'],
      ],
    ],
    [
      'problem',
      'category',
      [
        ['software', 'Software'],
        ['hardware', 'Hardware'],
        ['network', 'Network'],
        ['database', 'Database'],
      ],
    ],
    [
      'problem',
      'resolution_code',
      [
        ['fix_applied', 'Fix Applied'],
        ['risk_accepted', 'Risk Accepted'],
        ['duplicate', 'Duplicate'],
        ['canceled', 'Canceled'],
      ],
    ],
    [
      'change_request',
      'state',
      [
        ['-5', 'New'],
        ['-4', 'Assess'],
        ['-3', 'Authorize'],
        ['-2', 'Scheduled'],
        ['-1', 'Implement'],
        ['0', 'Review'],
        ['3', 'Closed'],
        ['4', 'Canceled'],
      ],
    ],
    [
      'change_request',
      'type',
      [
        ['standard', 'Standard'],
        ['normal', 'Normal'],
        ['emergency', 'Emergency'],
      ],
    ],
    [
      'change_request',
      'risk',
      [
        ['2', 'High'],
        ['3', 'Moderate'],
        ['4', 'Low'],
      ],
    ],
    [
      'change_request',
      'close_code',
      [
        ['successful', 'Successful'],
        ['successful_issues', 'Successful with issues'],
        ['unsuccessful', 'Unsuccessful'],
      ],
    ],
  ];
