namespace AiPromptGen.Generations.Moderation;

/// <summary>A classifier of texts and pictures. It is told nothing about the account: what is not in its input cannot leave.</summary>
internal interface IContentModerator
{
    string Name { get; }

    /// <summary>The model that is asked. People who ask who was sent their content are told it with the name.</summary>
    string Model { get; }

    /// <returns>What it found, in words of ours, or that nobody knows. Exceptions are faults and count as the latter.</returns>
    Task<ModerationResult> CheckAsync(ModerationInput input, CancellationToken cancellationToken);
}

/// <param name="Text">What was written; empty where only the picture is to be looked at.</param>
/// <param name="Picture">Clean bytes, never an address.</param>
internal sealed record ModerationInput(string Text, ModeratedPicture? Picture = null);

/// <param name="Format">The subtype of its media type: "jpeg" or "png".</param>
internal sealed record ModeratedPicture(ReadOnlyMemory<byte> Bytes, string Format);

internal abstract record ModerationResult
{
    private ModerationResult() { }

    /// <param name="Categories">Words of <see cref="AiPromptGen.Prompts.Safety.ContentCategories"/>; none when it may pass.</param>
    public sealed record Judged(IReadOnlyList<string> Categories) : ModerationResult;

    /// <summary>It could not be asked or understood.</summary>
    /// <param name="Again">Whether asking once more may help.</param>
    public sealed record Unavailable(bool Again) : ModerationResult
    {
        /// <summary>It refuses to look at this picture, however often it is asked. If such pictures passed, they would never be judged.</summary>
        public bool IsUnseen { get; init; }
    }
}
