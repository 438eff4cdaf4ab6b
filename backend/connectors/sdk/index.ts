export { adfToText, textToAdf } from './adf-text.js';
export { markIn, markText, withAuthorLine, withoutAuthorLine } from './author-line.js';
export { type CircuitStore, ownCircuitStore, PROBE_LEASE_MS, probeDelayMs } from './circuit.js';
export type { AuthKind, ConnectionContext, Connector, ConnectorForm, DefaultLimits } from './connector.js';
export { createHttpClient, type HttpClientOptions } from './create-http-client.js';
export {
  type Check,
  type CheckOutcome,
  type ConnectionNeeds,
  type ContainerNeeds,
  checked,
  type FieldNeed,
  type GrantFile,
  limitCheck,
  looked,
  type StatusNeed,
} from './doctor.js';
export { mappedTypes, missingAtCreation } from './examine-types.js';
export { type HttpAuth, signingHeaders } from './http-auth.js';
export {
  type Answer,
  AnswerTooLargeError,
  type Call,
  type HttpClient,
  type HttpPort,
  type HttpRequest,
  type HttpResponse,
  NoAnswerError,
} from './http-client.js';
export type { Comment, CommentBody, Item, ItemRef, Version } from './item.js';
export type { ErrorReader } from './judge-answer.js';
export type {
  CommentChannel,
  ContainerName,
  ContainerSchema,
  DescribedOption,
  FieldDescriptor,
  FoundContainers,
  ItemTypeSchema,
  NeededField,
  StatusWay,
} from './schema.js';
export type { Grant, Outage, SharedPace } from './shared-pace.js';
export { Sightings, type State, type VersionOf } from './sightings.js';
export type {
  Abilities,
  CreateOutcome,
  FieldEdit,
  ItemChange,
  ItemCount,
  LookUpRequest,
  LookUpResult,
  NewItem,
  OverwrittenEdit,
  Page,
  PageQuery,
  ReadRequest,
  ReadResult,
  SiteIdentity,
  StepAnswer,
  Tool,
  WriteStep,
} from './tool.js';
export { type UndiciHttpPort, undiciHttpPort } from './undici-http-port.js';
export {
  type AdfDocument,
  type AdfNode,
  adfDocument,
  type FieldKind,
  type FieldValue,
  type FieldValues,
  type OptionValue,
  type ReferenceValue,
  type UserValue,
} from './values.js';
export { unfitValue, writtenPlain, writtenScalar, writtenScalars } from './written-value.js';
