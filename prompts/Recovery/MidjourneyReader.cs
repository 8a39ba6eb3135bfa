using System.Text.RegularExpressions;

namespace AiPromptGen.Prompts.Recovery;

/// <summary>
/// Midjourney's downloads carry the prompt with its flags, then "Job ID:" and the job's id: PNG text "Description", in
/// JPEG and WebP the EXIF ImageDescription.
/// </summary>
internal sealed partial class MidjourneyReader : IPromptReader
{
    private const string Mark = "Job ID:";

    public RecoveredPrompt? Read(PictureTexts texts)
    {
        var text = texts.Find(PictureTexts.Description) ?? texts.Find(PictureTexts.ImageDescription);
        var at = text?.LastIndexOf(Mark, StringComparison.Ordinal) ?? -1;
        if (at < 0 || Job().Match(text!, at) is not { Success: true } job)
        {
            return null;
        }

        return new RecoveredPrompt
        {
            Generator = PromptGenerator.Midjourney,
            Prompt = text![..at].TrimEnd(),
            Parameters = [new PromptParameter("Job ID", job.Groups["id"].Value)],
        };
    }

    [GeneratedRegex(
        @"\GJob ID:\s*(?<id>[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})\s*$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Job();
}
