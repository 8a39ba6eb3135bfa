using AiPromptGen.Uploads;

namespace AiPromptGen.Generations.Images;

/// <summary>A picture as it is stored: cleaned, with the prompt that the provider says it painted.</summary>
internal sealed record ResultPicture(CleanImage Image, string? RevisedPrompt)
{
    /// <summary>A small copy; null when it could not be made.</summary>
    public CleanImage? Thumbnail { get; init; }
}

/// <summary>What the generation's row knows of one stored picture.</summary>
internal sealed record ResultImage
{
    /// <summary>From 1; the end of its blob's name.</summary>
    public required int Number { get; init; }
    public required ImageFormat Format { get; init; }

    /// <summary>In pixels; absent on rows from before it was kept.</summary>
    public int? Width { get; init; }
    public int? Height { get; init; }

    /// <summary>The small copy's format; absent where there is none.</summary>
    public ImageFormat? Thumbnail { get; init; }

    /// <summary>Whether <see cref="PictureMark"/> is in it; absent on rows from before there was one.</summary>
    public bool? Marked { get; init; }

    /// <summary>Content: it stays in the account's partition.</summary>
    public string? RevisedPrompt { get; init; }

    /// <summary>The picture is not shown from then on, deleted already or not.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}
