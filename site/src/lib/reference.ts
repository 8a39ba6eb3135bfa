/** One operation of the contract as the page for developers shows it (build/reference.mjs). */
export interface Operation {
  id: string;
  method: string;
  path: string;
  summary: string;
  description: string;
  access: string;
  example?: string;
  answers: { status: string; description: string; codes: string[] }[];
}
