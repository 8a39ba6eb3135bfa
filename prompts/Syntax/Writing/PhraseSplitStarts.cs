namespace AiPromptGen.Prompts.Syntax.Writing;

/// <summary>Where in a phrase another thing or the surroundings begin.</summary>
internal static partial class PhraseSplit
{
    /// <summary>How many words join two things here: "beside", "next to"; 0 where none does.</summary>
    private static int StartsThing(string[] words, int at)
    {
        for (var length = 3; length > 0; length--)
        {
            // "A tower behind her" ends in no thing of its own.
            if (
                at + length + 1 < words.Length
                && Words["articles"].Contains(words[at + length])
                && !IsOneOf(words, at + length)
                && Words["things"].Contains(string.Join(' ', words, at, length))
            )
            {
                return words[at] is "with" && IsOwn(words, at + 1) ? 0 : length;
            }
        }

        return 0;
    }

    /// <summary>"With a long gray beard", "with a red hat": a part of the one before it, no thing beside it.</summary>
    private static bool IsOwn(string[] words, int from)
    {
        for (var i = from; i < Math.Min(words.Length, from + 5); i++)
        {
            var bare = words[i].Trim(',', '.').ToLowerInvariant();
            if (Words["own-parts"].Contains(bare) || Words["worn"].Contains(bare))
            {
                return true;
            }

            if (words[i][^1] is ',' or '.' || (i > from && Words["places"].Contains(bare)))
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>"In 5 steps", "on the phone", "in the south" are no surroundings; "in the south of France" is.</summary>
    private static bool IsNoPlace(string[] rest)
    {
        var at = Words["numbers"].Contains(rest[0]) && rest.Length > 1 ? 1 : 0;
        var bare = rest[at].Trim(',', '.', ';').ToLowerInvariant();
        return Words["no-places"].Contains(bare) && (at + 1 == rest.Length || rest[at].Length > bare.Length);
    }

    private static bool StartsPlace(string[] words, int at, string? noun)
    {
        if (
            !Words["places"].Contains(words[at])
            || Words["pronouns"].Contains(words[at + 1].Trim(',', '.'))
            || Words["viewed"].Contains(words[at - 1])
            || IsNoPlace(words[(at + 1)..])
            || (words[at] is "at" && Words["aims"].Contains(words[at - 1]))
            || (
                words[at] is "by"
                && (Words["done"].Contains(words[at - 1]) || words[at - 1].EndsWith("ed", StringComparison.Ordinal))
            )
        )
        {
            return false;
        }

        var rest = words[(at + 1)..];
        if (
            PromptLibrary.Instance.Color(rest[0].Trim(',').ToLowerInvariant()) is not null
            && (rest.Length == 1 || rest[1] is "and" || rest[0][^1] == ',')
        )
        {
            return false;
        }

        return !Array.Exists(rest[..Math.Min(5, rest.Length)], IsOfThing)
            && (noun is null || !WholeWord.Contains(string.Join(' ', rest), noun));
    }

    /// <summary>Clothes, looks of writing and a spot of the layout are a matter of the thing, not of what is around it.</summary>
    private static bool IsOfThing(string word)
    {
        var bare = word.Trim(',', '.').ToLowerInvariant();
        return Words["worn"].Contains(bare)
            || (bare.EndsWith('s') && Words["worn"].Contains(bare[..^1]))
            || Words["faces"].Contains(bare)
            || Words["spots"].Contains(bare);
    }
}
