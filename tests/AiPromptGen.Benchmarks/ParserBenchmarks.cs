using AiPromptGen.Prompts;
using BenchmarkDotNet.Attributes;

namespace AiPromptGen.Benchmarks;

/// <summary>Reading a finished prompt, against composing an idea of the same words: the way back costs no more than the way there.</summary>
[MemoryDiagnoser]
public class ParserBenchmarks
{
    private string _ideogram = "";
    private string _longest = "";

    [GlobalSetup]
    public void SetUp()
    {
        var prompt = Samples.Composed();
        _ideogram = PromptRenderer.Render(prompt, PromptTargets.Find("ideogram-4")!).Prompt;
        _longest = string.Concat(Enumerable.Repeat("(red fox:1.2), golden hour, [snow], ", 1000))[
            ..PromptParser.MaxLength
        ];
    }

    [Benchmark(Baseline = true)]
    public StructuredPrompt ComposeIdea() => IdeaComposer.Compose(Samples.IdeaOf(DetailLevel.Off));

    [Benchmark]
    public ParsedPrompt ParseMidjourney() => PromptParser.Parse(Samples.Midjourney);

    [Benchmark]
    public ParsedPrompt ParseA1111() => PromptParser.Parse(Samples.A1111);

    [Benchmark]
    public ParsedPrompt ParseIdeogram() => PromptParser.Parse(_ideogram);

    /// <summary>32,000 characters of tags with weights.</summary>
    [Benchmark]
    public ParsedPrompt ParseLongest() => PromptParser.Parse(_longest);
}
