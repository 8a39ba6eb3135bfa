using System.Text.Json;

namespace AiPromptGen.Prompts.Templates;

/// <summary>A text with choices in it, its limits checked before anything is expanded.</summary>
public sealed class PromptTemplate
{
    /// <summary>UTF-16 units, of the template and of everything it can become.</summary>
    public const int MaxLength = 4000;

    /// <summary>A library list counts once here.</summary>
    public const int MaxCombinations = 10_000;

    public const int MaxExpanded = 50;

    /// <summary>Drawing again this often finds another text, unless the weights hide it.</summary>
    private const int MostDraws = 64;

    private readonly TemplateNode _root;

    private PromptTemplate(TemplateNode root) => _root = root;

    /// <summary>Every text it can become, lists in full; capped at 10^12.</summary>
    public long Combinations => _root.Combinations;

    /// <summary>
    /// Whether a text means to be one: a brace with | or $$ after it, a named list, or an escaped brace. Other braces
    /// ("{masterpiece}", a smiley) are plain text, and so is JSON.
    /// </summary>
    public static bool IsTemplate(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var open = -1;
        for (var at = 0; at < text.Length; at++)
        {
            switch (text[at])
            {
                case '\\' when at + 1 < text.Length:
                    at++;
                    if (text[at] is '{' or '}')
                    {
                        return !IsJson(text);
                    }

                    break;
                case '{':
                    open = at;
                    break;
                case '|' when open >= 0:
                case '$' when open >= 0 && at + 1 < text.Length && text[at + 1] == '$':
                case '_' when TemplateParser.ListAt(text, at) is not null:
                    return !IsJson(text);
            }
        }

        return false;
    }

    /// <returns>The template, or the first mistake in it.</returns>
    public static (PromptTemplate? Template, TemplateMistake? Mistake) Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        try
        {
            var root = text.Length <= MaxLength ? new TemplateParser(text).Parse() : null;
            return root is null ? (null, TooLong)
                : MistakeOf(root) is { } mistake ? (null, mistake)
                : (new PromptTemplate(root), null);
        }
        catch (TemplateException invalid)
        {
            return (null, invalid.Mistake);
        }
    }

    /// <summary>Different texts for one seed, the same ones every time. Fewer than asked for where there are fewer.</summary>
    public IReadOnlyList<string> Draw(ulong seed, int count)
    {
        var texts = new List<string>();
        for (var at = 0; at < count; at++)
        {
            var next = Enumerable
                .Range(0, MostDraws)
                .Select(again => _root.Draw(StableHash.Of(string.Create(null, $"{at} {again}"), seed)))
                .FirstOrDefault(text => !texts.Contains(text, StringComparer.Ordinal));
            next ??=
                Combinations <= MaxExpanded
                    ? _root.All().FirstOrDefault(text => !texts.Contains(text, StringComparer.Ordinal))
                    : null;
            if (next is null)
            {
                break;
            }

            texts.Add(next);
        }

        return texts;
    }

    /// <summary>Each text once, in the order in which they are written.</summary>
    /// <exception cref="InvalidOperationException">There are more than <see cref="MaxExpanded"/>.</exception>
    public IReadOnlyList<string> All() =>
        Combinations <= MaxExpanded
            ? [.. _root.All().Distinct(StringComparer.Ordinal)]
            : throw new InvalidOperationException("Too many combinations to expand.");

    private static TemplateMistake TooLong { get; } =
        new(TemplateCodes.TooLong, 0, $"What the template becomes may have at most {MaxLength} characters.");

    private static TemplateMistake? MistakeOf(TemplateNode root)
    {
        if (root.Written > MaxCombinations)
        {
            var detail = $"At most {MaxCombinations} combinations; a list counts once.";
            return new TemplateMistake(TemplateCodes.TooManyCombinations, 0, detail);
        }

        if (root.Longest > MaxLength)
        {
            return TooLong;
        }

        return root.CanBeBlank
            ? new TemplateMistake(TemplateCodes.Blank, 0, "One of the combinations is empty.")
            : null;
    }

    /// <summary>Ideogram's prompts are JSON objects, and their texts may hold anything.</summary>
    private static bool IsJson(string text)
    {
        var trimmed = text.AsSpan().Trim();
        if (trimmed is not ['{', .., '}'])
        {
            return false;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
