import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** What a viewer finds in a PDF. */
export interface PdfContent {
  pages: number;
  lines: string[];
  /** Title, language, producer and so on, as pdf.js names them. */
  info: Record<string, unknown>;
}

export interface PdfReader {
  /** One after the other. @throws Error when it is no PDF */
  read(pdf: Buffer): Promise<PdfContent>;
  end(): Promise<void>;
}

const CHILD = fileURLToPath(new URL('pdf-reader-child.ts', import.meta.url));

export function openPdfReader(): PdfReader {
  const child = fork(CHILD, { execArgv: ['--import', 'tsx'], serialization: 'advanced' });
  return {
    read: async (pdf) => {
      child.send(pdf);
      const [answer] = (await once(child, 'message')) as [{ content: PdfContent } | { complaint: string }];
      if ('content' in answer) return answer.content;
      throw new Error(`the PDF cannot be read: ${answer.complaint}`);
    },
    end: async () => {
      child.disconnect();
      await once(child, 'exit');
    },
  };
}
