using System.ComponentModel.DataAnnotations;

namespace AiPromptGen.Generations.Images;

public sealed class ResultOptions
{
    public const string Section = "Results";

    /// <summary>How long a link to a picture works; the next answer has a fresh one.</summary>
    [Range(1, 60)]
    public int LinkMinutes { get; set; } = 15;
}
