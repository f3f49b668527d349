import type { Connection } from '@temporalio/client';
import { encodeSearchAttributeIndexedValueType } from '@temporalio/common/lib/search-attributes';

/** What tickets are found by in Temporal, by Temporal's names of the types. */
export const SEARCH_ATTRIBUTES = {
  Phase: 'Keyword',
  Team: 'Keyword',
  Status: 'Keyword',
  Customer: 'Keyword',
  Missed: 'Bool',
} as const;

const TYPE_CODES = { Keyword: 'KEYWORD', Bool: 'BOOL' } as const;

const ALREADY_EXISTS = 6;

/**
 * Makes them known to a namespace; those it knows already stay as they are. A workflow that uses one that was never
 * registered makes no progress, so this comes before the first workflow.
 */
export async function registerSearchAttributes(connection: Connection, namespace: string): Promise<void> {
  // One by one: a server refuses the whole request for one name it knows, and not every server can list them.
  for (const [name, type] of Object.entries(SEARCH_ATTRIBUTES)) {
    const code = encodeSearchAttributeIndexedValueType(TYPE_CODES[type]);
    if (code === undefined) throw new Error(`Temporal's SDK doesn't know the type ${type}`);
    try {
      await connection.operatorService.addSearchAttributes({ namespace, searchAttributes: { [name]: code } });
    } catch (error) {
      if ((error as { code?: number }).code !== ALREADY_EXISTS) throw error;
    }
  }
}
