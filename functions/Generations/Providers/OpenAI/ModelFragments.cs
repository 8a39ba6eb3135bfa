using System.Text.RegularExpressions;

namespace AiPromptGen.Generations.Providers.OpenAI;

/// <summary>
/// Completes a model's words. A model answers field by field, so a value often needs the name of its field to be understood: "from the
/// side" as the direction of light, "shallow" as the depth of field. A prompt has no fields, and there such a value would mean something
/// else.
/// </summary>
internal static partial class ModelFragments
{
    public static string? Whole(string path, string? said) =>
        string.IsNullOrWhiteSpace(said)
            ? said
            : path switch
            {
                "lighting.source" => Light().IsMatch(said) ? said : $"light from {said}",
                "lighting.quality" or "lighting.temperature" => Light().IsMatch(said) ? said : Lit(said),
                "lighting.direction" => Light().IsMatch(said) ? said : Directed(said),
                "composition.depthOfField" => Depth().Replace(said, "$0 depth of field"),
                "composition.angle" => View().IsMatch(said) ? said : $"{said} angle",
                "composition.negativeSpace" => Space().IsMatch(said) ? said : $"{said} left empty",
                "camera.focalLength" => Length().IsMatch(said) ? $"{said} lens" : said,
                "camera.shutter" => Seconds().IsMatch(said) ? $"{said} exposure" : said,
                _ => said,
            };

    /// <summary>
    /// Adds "light" before the word that joins a second part: "neutral with a warm bounce" becomes "neutral light with a warm bounce".
    /// </summary>
    private static string Lit(string said)
    {
        var joint = Joint().Match(said);
        var end = joint is { Success: true, Index: > 0 } ? joint.Index : said.Length;
        return Things().IsMatch(said[..end]) ? said : $"{said[..end]} light{said[end..]}";
    }

    private static string Directed(string said) =>
        Preposition().IsMatch(said) ? $"light {said}"
        : Side().IsMatch(said) ? $"light from the {said}"
        : Place().IsMatch(said) ? $"light from {said}"
        : $"{said} light";

    /// <summary>Words for light itself or for a source of light.</summary>
    [GeneratedRegex(
        @"(?<!high)light|\blit\b|backlit|lamp|lantern|glow|sun|moon|stars?\b|sky\b|skies|flash|neon|candle|torch|fire|flame|ember|coal|beam|\brays?\b|shaft|bulb|tube|softbox|strobe|screen|chiaroscuro|silhouette|halo|tones?\b",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Light();

    [GeneratedRegex(
        @"^((very|extremely|moderately|quite)\s+)?(shallow|deep|narrow|thin|medium|moderate)(?=,|\s+with\b|$)",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Depth();

    [GeneratedRegex(
        @"angle|level|view|shot|overhead|\beye|top|above|below|beneath|behind|height|perspective|tilt|straight|aerial|from\b",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex View();

    [GeneratedRegex(
        @"space|empty|margin|clear|bare|blank|open|room|plain|sky|white|uncluttered|negative|vast|broad|wide",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Space();

    [GeneratedRegex(
        @"^\D{0,8}\d+(\s?[-–]\s?\d+)?\s?mm$",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Length();

    [GeneratedRegex(
        @"^(1/)?\d+(\.\d+)?\s?(s|sec|seconds?)?$",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Seconds();

    [GeneratedRegex(
        @"\s(with|from|against|on|in|over|through|across|between|around|under)\s",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Joint();

    /// <summary>
    /// Whether the words end in a thing of their own, to which "light" is not added: "hard-edged pools", "strong falloff", "high contrast".
    /// </summary>
    [GeneratedRegex(
        @"([^s]s|falloff|contrast|gradient)$",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Things();

    [GeneratedRegex(
        @"^(left|right|upper|lower|top|bottom|front|back|rear)(\s+(left|right))?$",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Side();

    [GeneratedRegex(
        @"^(from|through|across|over|under|at|along|between|into|onto|in|on|off|around|toward|towards)\b",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Preposition();

    [GeneratedRegex(
        @"^(the|above|below|behind|beneath|both sides|camera)\b",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Place();
}
