import type { IssueRecord } from '../../store/index.js';
import type { Operand } from '../ast.js';
import { meaningError } from '../jql-error.js';
import { EQUALITY, holds, isNegative, type JqlContext, type JqlField, RELATIONAL, type SortKey } from './jql-field.js';

export interface ChoiceFieldOptions {
  /** Ids that an issue has in this field. */
  readonly idsOf: (record: IssueRecord) => readonly string[];
  /** Ids that a written value means; empty when it does not exist. */
  readonly resolve: (text: string, context: JqlContext) => readonly string[];
  /** Words for a value that does not exist; by default Jira's usual ones. */
  readonly missing?: (text: string, name: string) => string;
  /** For fields with an order (priority): the greater the higher. */
  readonly rank?: (id: string, context: JqlContext) => number;
  readonly sortKey?: (record: IssueRecord, context: JqlContext) => SortKey;
  readonly sortsDown?: boolean;
}

/** A field that holds none, one or several of a list of things with ids. */
export function choiceField(options: ChoiceFieldOptions): JqlField {
  const { idsOf, rank } = options;
  const idsMeant = (operand: Operand, context: JqlContext, name: string): readonly string[] => {
    const text = textOf(operand, context);
    const ids = options.resolve(text, context);
    const words =
      options.missing ?? ((value, field) => `The value '${value}' does not exist for the field '${field}'.`);
    if (ids.length === 0) throw meaningError(words(text, name));
    return ids;
  };
  return {
    operators: new Set(rank === undefined ? EQUALITY : [...EQUALITY, ...RELATIONAL]),
    test(operator, operands, context, name) {
      if (rank !== undefined && RELATIONAL.includes(operator)) {
        const border = rank(idsMeant(operands[0] as Operand, context, name)[0] as string, context);
        return (record) => idsOf(record).some((id) => holds(operator, rank(id, context), border));
      }
      const wantsEmpty = operands.some(({ kind }) => kind === 'empty');
      const wanted = new Set(
        operands.filter(({ kind }) => kind !== 'empty').flatMap((operand) => idsMeant(operand, context, name)),
      );
      if (!isNegative(operator)) {
        return (record) => {
          const ids = idsOf(record);
          return ids.length === 0 ? wantsEmpty : ids.some((id) => wanted.has(id));
        };
      }
      return (record) => {
        const ids = idsOf(record);
        return ids.length > 0 && !ids.some((id) => wanted.has(id));
      };
    },
    ...(options.sortKey === undefined ? {} : { sortKey: options.sortKey }),
    ...(options.sortsDown === undefined ? {} : { sortsDown: options.sortsDown }),
  };
}

/** The text of a value; `currentUser()` is the caller. @throws JiraRefusal for other functions */
export function textOf(operand: Operand, context: JqlContext): string {
  if (operand.kind === 'value') return operand.text;
  if (operand.kind === 'function' && operand.name.toLowerCase() === 'currentuser') {
    const { accountId, name } = context.account;
    return context.directory.site.deployment === 'cloud' ? accountId : name;
  }
  const name = operand.kind === 'function' ? operand.name : operand.kind;
  throw meaningError(`Unable to find JQL function '${name}()'.`);
}

/** Ids of the things whose id or name, in any case, is the text. */
export function byIdOrName(
  things: readonly { readonly id: string; readonly name: string }[],
  text: string,
): readonly string[] {
  const wanted = text.toLowerCase();
  return things.filter(({ id, name }) => id === text || name.toLowerCase() === wanted).map(({ id }) => id);
}
