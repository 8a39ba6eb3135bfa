using System.Buffers;
using System.Text;

namespace AiPromptGen.Prompts.Syntax.Midjourney;

/// <summary>
/// Midjourney: short phrases, then the parameters. In the text "--" (also as a typed dash) would start a parameter, "::" split
/// the prompt and "{a, b}" multiply it.
/// </summary>
internal sealed class MidjourneyGrammar : Grammar
{
    public static readonly MidjourneyGrammar Instance = new();

    private static readonly SearchValues<char> Signs = SearchValues.Create("-:{}—–―−");

    public override string Compose(Draft draft)
    {
        var builder = new StringBuilder(256);
        foreach (var piece in draft.Pieces)
        {
            builder.Append(builder.Length == 0 ? "" : ", ").Append(Escape(piece.Text.TrimEnd('.', ',', ' ')));
        }

        foreach (var parameter in draft.Parameters)
        {
            builder.Append(builder.Length == 0 ? "--" : " --").Append(parameter.Name);
            if (parameter.Value.Length > 0)
            {
                builder.Append(' ').Append(parameter.Value);
            }
        }

        return builder.ToString();
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
