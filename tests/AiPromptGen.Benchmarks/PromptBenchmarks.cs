using AiPromptGen.Prompts;
using BenchmarkDotNet.Attributes;

namespace AiPromptGen.Benchmarks;

/// <summary>
/// The figures to hold, warm: all targets rendered in 100 µs, an idea to all prompts in 1 ms, misspelled or not. Ratios are against
/// serializing the same structured prompt to JSON, the work that every answer does anyway.
/// </summary>
[MemoryDiagnoser]
public class PromptBenchmarks
{
    private readonly StructuredPrompt _prompt = Samples.Composed();

    [Benchmark(Baseline = true)]
    public byte[] Serialize() =>
        System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(_prompt, PromptJson.Default.StructuredPrompt);

    [Benchmark]
    public int RenderAllTargets() => Rendered(_prompt);

    [Benchmark]
    public int IdeaToAllTargets() => Rendered(Samples.Composed());

    [Benchmark]
    public int MisspeltIdeaToAllTargets() => Rendered(IdeaComposer.Compose(new() { Text = Samples.MisspeltIdea }));

    private static int Rendered(StructuredPrompt prompt)
    {
        var length = 0;
        foreach (var rendering in PromptRenderer.RenderAll(prompt, PromptTargets.All).Values)
        {
            length += rendering.Prompt.Length;
        }

        return length;
    }
}
