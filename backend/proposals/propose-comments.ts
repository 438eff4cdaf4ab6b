import type { CommentChannel } from '../connectors/sdk/index.js';
import type { ProposalSide } from './proposal.js';

/** Where comments go, in the words of the file, and why; null: nowhere. */
export function proposeComments(
  left: ProposalSide,
  right: ProposalSide,
): { readonly written: { readonly [kind: string]: string } | null; readonly reason: string } {
  const publicly = { left: find(left, false), right: find(right, false) };
  const internally = { left: find(left, true), right: find(right, true) };
  const carriesPublic = publicly.left !== undefined && publicly.right !== undefined;
  const carriesInternal = internally.left?.kept === true && internally.right?.kept === true;
  const written = {
    ...(carriesPublic && publicly.right ? { public: publicly.right.id } : {}),
    ...(carriesInternal && internally.right ? { internal: internally.right.id } : {}),
  };
  if (!carriesPublic && !carriesInternal) return { written: null, reason: 'no comments: one side has none that fit' };
  const open = [internally.left, internally.right].find((channel) => channel?.kept === false);
  const exposed = open === undefined ? null : open === internally.left ? left : right;
  const reason = carriesInternal
    ? 'public comments stay public, internal ones internal'
    : exposed === null
      ? 'public comments; one side has no internal ones'
      : `public comments; internal ones stay where they are, because in ${exposed.schema.name} everybody would see them`;
  return { written, reason };
}

function find({ schema }: ProposalSide, isInternal: boolean): CommentChannel | undefined {
  return schema.commentChannels.find(({ internal }) => internal === isInternal);
}
