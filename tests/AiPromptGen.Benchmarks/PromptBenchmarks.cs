using AiPromptGen.Prompts;
using BenchmarkDotNet.Attributes;

namespace AiPromptGen.Benchmarks;

/// <summary>
/// The figures of the design: all targets rendered ≤ 100 µs, idea to all prompts ≤ 5 ms, both warm. Ratios are against
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
    public int RenderAllTargets()
    {
        var length = 0;
        foreach (var target in PromptTargets.All)
        {
            length += PromptRenderer.Render(_prompt, target).Prompt.Length;
        }

        return length;
    }

    [Benchmark]
    public int IdeaToAllTargets()
    {
        var prompt = Samples.Composed();
        var length = 0;
        foreach (var target in PromptTargets.All)
        {
            length += PromptRenderer.Render(prompt, target).Prompt.Length;
        }

        return length;
    }
}
