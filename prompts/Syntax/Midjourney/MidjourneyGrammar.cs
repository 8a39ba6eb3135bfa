using System.Buffers;
using System.Globalization;
using System.Text;

namespace AiPromptGen.Prompts.Syntax.Midjourney;

/// <summary>
/// Writes for Midjourney: short phrases, then the parameters. In the text "--" (or a typed dash) would begin a parameter, "::" would split
/// the prompt, and "{a, b}" would multiply it.
/// </summary>
internal sealed class MidjourneyGrammar : Grammar
{
    public static readonly MidjourneyGrammar Instance = new();

    private static readonly SearchValues<char> Signs = SearchValues.Create("-:{}—–―−");

    private static readonly char[] Trailing = ['.', ',', ' '];

    public override string Compose(RenderingState state)
    {
        var builder = new StringBuilder(256);
        foreach (var image in state.Prompt.Parameters.Where(parameter => parameter.Name is "image"))
        {
            builder.Append(image.Value).Append(' ');
        }

        var start = builder.Length;
        foreach (var piece in state.Pieces)
        {
            builder.Append(builder.Length == start ? "" : ", ");
            builder.Append(piece.IsWritten ? piece.Text : Escape(piece.Text.TrimEnd(Trailing)));
        }

        foreach (var parameter in state.Parameters)
        {
            builder.Append(builder.Length == 0 ? "--" : " --").Append(parameter.Name);
            if (parameter.Value.Length > 0)
            {
                builder.Append(' ').Append(parameter.Value);
            }
        }

        return builder.ToString();
    }

    public override bool Carries(RenderingState state, ToolParameter setting) =>
        setting.Name is "image"
        || state.Parameters.Exists(parameter =>
            string.Equals(
                MidjourneyFlag.Find(parameter.Name)?.Name,
                MidjourneyFlag.Find(setting.Name)?.Name,
                StringComparison.Ordinal
            ) && parameter.Value.Equals(setting.Value, StringComparison.Ordinal)
        );

    /// <summary>Adds words before the first flag. A ratio or a seed replaces the one that is there.</summary>
    public override string Amend(string prompt, Amendment wanted)
    {
        var start = MidjourneyPrompt.CommandEnd(prompt.TrimStart());
        var text = start == 0 ? prompt : prompt.TrimStart()[start..].Trim();
        if (wanted.IsNothing)
        {
            return text;
        }

        var line = IdeaCleaner.Clean(text);
        var flags = FlagToken.In(line);
        var head = line[..(flags.Count > 0 ? flags[0].Start : line.Length)].TrimEnd(' ', ',');
        List<string> parts = head.Length > 0 ? [head] : [];
        parts.AddRange(wanted.Words.Select(Escape));
        List<string> written = [.. flags.Select(flag => flag.ToString())];
        Set(written, flags, MidjourneyFlag.Ratio, wanted.Size is { } size ? $"{size.Width}:{size.Height}" : null);
        Set(written, flags, MidjourneyFlag.Seed, wanted.Seed?.ToString(CultureInfo.InvariantCulture));
        Set(written, flags, MidjourneyFlag.Quality, wanted.Quality is "high" ? "2" : null);
        if (wanted.Negative.Length > 0)
        {
            var at = flags.FindLastIndex(flag => flag.Name is MidjourneyFlag.Negative);
            if (at < 0)
            {
                written.Add($"--no {wanted.Negative}");
            }
            else
            {
                written[at] = $"{written[at]}, {wanted.Negative}";
            }
        }

        return string.Join(' ', new[] { string.Join(", ", parts) }.Where(words => words.Length > 0).Concat(written));
    }

    private static void Set(List<string> written, List<FlagToken> flags, string name, string? value)
    {
        if (value is null)
        {
            return;
        }

        var at = flags.FindLastIndex(flag =>
            string.Equals(MidjourneyFlag.Find(flag.Name)?.Name, name, StringComparison.Ordinal)
        );
        if (at < 0)
        {
            written.Add($"--{(name is MidjourneyFlag.Quality ? "q" : name)} {value}");
            return;
        }

        // Words after the old value are kept.
        var space = flags[at].Value.IndexOf(' ', StringComparison.Ordinal);
        written[at] = (flags[at] with { Value = value + (space < 0 ? "" : flags[at].Value[space..]) }).ToString();
    }

    public override string Escape(string text)
    {
        if (text.AsSpan().IndexOfAny(Signs) < 0)
        {
            return text;
        }

        var builder = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            var safe = c switch
            {
                '{' => '(',
                '}' => ')',
                '—' or '–' or '―' or '−' => '-',
                _ => c,
            };
            if (safe is '-' or ':' && builder.Length > 0 && builder[^1] == safe)
            {
                continue;
            }

            builder.Append(safe);
        }

        return builder.ToString();
    }
}
