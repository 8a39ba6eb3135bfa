using System.Text.Json;

namespace AiPromptGen.Generations;

/// <summary>The body of <c>POST /generations/batch</c>. Items are read one by one, so that a bad one spoils no other.</summary>
public sealed record GenerationBatch
{
    public const int MaxItems = 50;

    public required IReadOnlyList<JsonElement> Items { get; init; }
}

internal sealed record BatchView(IReadOnlyList<BatchItemView> Items);

/// <summary>How one item ended: what its status would be as a request of its own, with the generation or the problem.</summary>
internal sealed record BatchItemView(int Index, int Status)
{
    public GenerationView? Generation { get; init; }
    public BatchProblem? Problem { get; init; }
}

internal sealed record BatchProblem(string Code, string Title, string? Detail)
{
    public IReadOnlyList<ProblemError>? Errors { get; init; }

    /// <summary>Seconds after which the same batch may get further.</summary>
    public int? RetryAfterSeconds { get; init; }
}
