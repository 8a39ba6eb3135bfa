/** One of src/examples.json, which build/examples.mjs writes from the API's own. */
export interface Example {
  id: string;
  title: string;
  idea?: string;
  controls?: Record<string, string | number>;
  tags: string[];
  note: string;
  /** "16:9"; absent where the prompt has none. */
  ratio?: string;
  colors: { hex: string; name: string }[];
  medium?: string;
  light?: string;
  renderings: { target: string; prompt: string; negative?: string }[];
  /** Of the link that opens it on the front page. */
  link: string;
}
