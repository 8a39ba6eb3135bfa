namespace AiPromptGen.Generations.Moderation;

/// <summary>A classifier of texts and pictures. Its input says nothing about the account, so nothing about the account can leave.</summary>
internal interface IContentModerator
{
    string Name { get; }

    /// <summary>The model that is asked. Its name is shown to people who want to know who was sent their content.</summary>
    string Model { get; }

    /// <returns>
    /// What it found, in this app's own words, or that it gave no judgment. An exception is a fault and counts as no judgment.
    /// </returns>
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

    /// <param name="Categories">
    /// Words of <see cref="AiPromptGen.Prompts.Safety.ContentCategories"/>; an empty list means that it may pass.
    /// </param>
    public sealed record Judged(IReadOnlyList<string> Categories) : ModerationResult;

    /// <summary>The classifier could not be asked, or its answer could not be understood.</summary>
    /// <param name="Again">Whether asking once more may help.</param>
    public sealed record Unavailable(bool Again) : ModerationResult
    {
        /// <summary>
        /// The classifier refuses to look at this picture, however often it is asked. If such a picture passed, it would never be judged.
        /// </summary>
        public bool IsUnseen { get; init; }
    }
}
