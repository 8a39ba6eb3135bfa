namespace AiPromptGen.Benchmarks.Scale;

internal sealed record ScaleKind(string Name, string Body)
{
    private const string Idea =
        "\"idea\":\"a weathered lighthouse keeper with a brass lantern\",\"targets\":[\"flux\"]";

    public static IReadOnlyList<ScaleKind> All { get; } =
    [
        new("text-to-prompt", $$"""{"kind":"text-to-prompt",{{Idea}}}"""),
        new("text-to-prompt, refused", """{"kind":"text-to-prompt","idea":"a nude child"}"""),
        new("image-to-prompt, upload", """{"kind":"image-to-prompt","source":{"uploadId":"{upload}"}}"""),
        new("text-to-image, 1 picture", $$"""{"kind":"text-to-image",{{Idea}}}"""),
        new("text-to-image, 2 pictures", $$$"""{"kind":"text-to-image",{{{Idea}}},"controls":{"variations":2}}"""),
    ];

    public bool NeedsUpload => Body.Contains("{upload}", StringComparison.Ordinal);
}

/// <summary>What was counted over some runs.</summary>
internal sealed record KindCost(
    ScaleKind Kind,
    int Runs,
    IReadOnlyList<StorageCall> Generating,
    IReadOnlyList<StorageCall> Uploading
)
{
    public double PerGeneration => (double)Generating.Count / Runs;

    public double App(string service) => (double)Generating.Count(c => !c.IsEngine && c.Service == service) / Runs;

    public double Engine => (double)Generating.Count(c => c.IsEngine) / Runs;

    public double Uploads => (double)Uploading.Count(c => !c.IsEngine) / Runs;

    /// <summary>Rows written or read, as partitions count them.</summary>
    public double Rows(string place) => (double)Generating.Where(c => c.Place == place).Sum(c => c.Rows) / Runs;

    public double Kilobytes(Func<StorageCall, long> of) => Generating.Where(c => !c.IsEngine).Sum(of) / 1024.0 / Runs;
}
