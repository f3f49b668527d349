import type { Connection } from '@temporalio/client';
import { encodeSearchAttributeIndexedValueType } from '@temporalio/common/lib/search-attributes';
import { SEARCH_ATTRIBUTE_KEYS } from '../workflows/search-attributes.ts';

/** The search attributes as Temporal's command line takes them: `Phase=Keyword`. */
export const SEARCH_ATTRIBUTE_FLAGS = SEARCH_ATTRIBUTE_KEYS.map(
  ({ name, type }) => `${name}=${type.charAt(0)}${type.slice(1).toLowerCase()}`,
);

/** gRPC's code for what is there already. */
const ALREADY_EXISTS = 6;

/**
 * Makes them known to a namespace; those it knows already stay as they are. A workflow that uses one that was never
 * registered makes no progress, so this comes before the first workflow.
 */
export async function registerSearchAttributes(connection: Connection, namespace: string): Promise<void> {
  // One by one: a server refuses the whole request for one name it knows, and not every server can list them.
  for (const { name, type } of SEARCH_ATTRIBUTE_KEYS) {
    const code = encodeSearchAttributeIndexedValueType(type);
    if (code === undefined) throw new Error(`Temporal's SDK doesn't know the type ${type}`);
    try {
      await connection.operatorService.addSearchAttributes({ namespace, searchAttributes: { [name]: code } });
    } catch (error) {
      if ((error as { code?: number }).code !== ALREADY_EXISTS) throw error;
    }
  }
}
