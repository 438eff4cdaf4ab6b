import type { FaultyFile } from './faulty-file.js';

const AUTH = '    auth: { kind: basic, username: a, password: "${JIRA_TOKEN}" }';

/** Files with something wrong on the way to a tool: proxy and certificates. */
export const faultyNetworks: readonly FaultyFile[] = [
  {
    name: 'an end that is no day',
    edits: { 6: '    auth: { kind: basic, username: a, password: "${JIRA_TOKEN}", expires: soon }' },
    faults: ['6:66 connections.jira.auth.expires: this value is not a day; write it as 2027-01-31'],
    seenBySchema: true,
  },
  {
    name: 'a proxy that is no address',
    edits: { 6: `${AUTH}\n    proxy: proxy.example.com:3128` },
    faults: ['7:5 connections.jira.proxy: this value is not a proxy; write http://host:port, or none'],
    seenBySchema: false,
  },
  {
    name: 'a proxy with credentials in its address',
    edits: { 6: `${AUTH}\n    proxy: http://me:hunter2@proxy.example.com` },
    faults: [
      '7:5 connections.jira.proxy: this value holds credentials; write proxy: { url: …, username: …, password: "${NAME}" }',
    ],
    seenBySchema: false,
  },
  {
    name: 'a proxy with half of a sign-in',
    edits: { 6: `${AUTH}\n    proxy: { url: http://proxy.example.com, username: me }` },
    faults: [
      '7:5 connections.jira.proxy.password: `password` is missing; write "${NAME}" to read it from the environment',
    ],
    seenBySchema: true,
  },
  {
    name: 'a certificate that is none',
    edits: { 6: `${AUTH}\n    ca: "-----BEGIN CERTIFICATE----- hunter2"` },
    faults: [
      '7:5 connections.jira.ca: this value holds no certificate; write PEM, which begins with -----BEGIN CERTIFICATE-----',
    ],
    seenBySchema: false,
  },
  {
    name: 'the path of a certificate where no file may be read',
    edits: { 6: `${AUTH}\n    ca: ca.pem` },
    faults: ['7:5 connections.jira.ca: a file is read by the command line only; write the certificate itself, in PEM'],
    seenBySchema: false,
  },
  {
    name: 'a private key in the file',
    edits: { 6: `${AUTH}\n    clientCertificate: { certificate: "\${JIRA_TOKEN}", key: hunter2 }` },
    faults: [
      '7:26 connections.jira.clientCertificate.certificate: variables and secrets are read where a secret stands only, as in `auth`; write the value itself',
      '7:56 connections.jira.clientCertificate.key: a private key is not written into the file; write "${NAME}" and put the key there',
    ],
    seenBySchema: false,
  },
  {
    name: 'a client certificate without a key',
    edits: { 6: `${AUTH}\n    clientCertificate: { certificate: client.pem }` },
    faults: [
      '7:5 connections.jira.clientCertificate.key: `key` is missing; write "${NAME}" to read it from the environment',
      '7:26 connections.jira.clientCertificate.certificate: a file is read by the command line only; write the certificate itself, in PEM',
    ],
    seenBySchema: true,
  },
  {
    name: "another connection's key",
    edits: { 6: `${AUTH}\n    clientCertificate: { certificate: x, key: "\${secret:snow/clientCertificate.key}" }` },
    faults: [
      '7:26 connections.jira.clientCertificate.certificate: a file is read by the command line only; write the certificate itself, in PEM',
      '7:42 connections.jira.clientCertificate.key: a stored secret stays in its own place; write "${secret:jira/clientCertificate.key}"',
    ],
    seenBySchema: false,
  },
];
