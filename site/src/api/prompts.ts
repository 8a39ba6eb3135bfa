import {
  api,
  ask,
  within,
  type Controls,
  type Rendering,
  type Schemas,
  type StructuredPrompt,
} from './client';

/** What one look gives: the prompt taken apart, its wording for each model, and what is to be said about it. */
export interface Look {
  prompt: StructuredPrompt;
  renderings: Record<string, Rendering>;
  findings: Schemas['LintFinding'][];
}

/** Seconds; the next key asks again anyway. */
const PATIENCE = 10;

/** Free: what an idea becomes. */
export async function preview(
  idea: string,
  controls: Controls,
  targets: Schemas['PromptTarget'][],
  signal: AbortSignal,
): Promise<Look> {
  const body: Schemas['PreviewRequest'] = {
    idea,
    controls: { ...controls, detail: 'off' },
    targets,
    lint: true,
    spans: true,
  };
  const view = await ask(api().POST('/prompts/preview', { body, signal: within(signal, PATIENCE) }));
  return { prompt: view.prompt, renderings: view.renderings, findings: view.findings ?? [] };
}

/** Free: the wording of a prompt that is there already. */
export async function render(
  prompt: StructuredPrompt,
  targets: Schemas['PromptTarget'][],
  signal: AbortSignal,
): Promise<Look> {
  const [rendered, linted] = await Promise.all([
    ask(
      api().POST('/prompts/render', {
        body: { prompt, targets, spans: true },
        signal: within(signal, PATIENCE),
      }),
    ),
    ask(api().POST('/prompts/lint', { body: { prompt }, signal: within(signal, PATIENCE) })),
  ]);
  return { prompt, renderings: rendered.renderings, findings: linted.findings };
}
