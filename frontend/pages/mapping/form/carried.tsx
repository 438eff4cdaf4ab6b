import { WORDS } from '../../../words/words.js';
import { at, isMembers, type Path, textAt } from '../draft/json.js';
import { useForm } from './form-context.js';
import { Pick } from './pick.js';
import { TextInput } from './text-input.js';

const { carried } = WORDS.mapping;
const LATER = ['attachments', 'worklogs', 'links'] as const;

/** What goes along with an item beside its fields. */
export function Carried({ path }: { readonly path: Path }) {
  const { draft, mayChange, sides } = useForm();
  const { entry, change } = draft;
  const comments = at(entry, [...path, 'comments']);
  const kind = isMembers(comments) ? 'channels' : comments === true ? 'auto' : 'no';
  const channels = (isInternal: boolean) =>
    (sides?.right.commentChannels ?? []).filter(({ internal }) => internal === isInternal);
  const chosen = {
    no: undefined,
    auto: true,
    channels: {
      public: channels(false)[0]?.id ?? 'comments',
      ...(channels(true)[0] && { internal: channels(true)[0]?.id ?? '' }),
    },
  } as const;
  return (
    <details className="mapping-fold" open={kind !== 'no' || undefined}>
      <summary>{carried.title}</summary>
      <div className="mapping-terms">
        <Pick
          label={carried.comments}
          isLabelled
          words={carried.commentKinds}
          value={kind}
          choose={(value) => change([...path, 'comments'], chosen[value])}
        />
        {kind === 'channels' &&
          (['public', 'internal'] as const).map((member) => (
            <TextInput
              key={member}
              label={carried[member]}
              isLabelled
              value={textAt(comments, [member])}
              write={(value) => change([...path, 'comments', member], value === '' ? undefined : value, true)}
            />
          ))}
      </div>
      <div className="row">
        {LATER.map((member) => {
          const value = at(entry, [...path, member]);
          return (
            <label key={member} className="mapping-check">
              <input
                type="checkbox"
                checked={value !== undefined && value !== false}
                disabled={!mayChange}
                onChange={({ target }) => change([...path, member], target.checked ? true : undefined)}
              />
              {carried[member]}
            </label>
          );
        })}
        <span className="small">{carried.later}</span>
      </div>
    </details>
  );
}
