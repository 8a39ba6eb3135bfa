using System.Collections.Frozen;

namespace AiPromptGen.Prompts.Syntax.Writing;

/// <summary>Where in a phrase another thing or the surroundings begin.</summary>
internal static partial class PhraseSplit
{
    private static readonly FrozenSet<string> Aims = SceneWords.Set("aims");
    private static readonly FrozenSet<string> Articles = SceneWords.Set("articles");
    private static readonly FrozenSet<string> Done = SceneWords.Set("done");
    private static readonly FrozenSet<string> KeptBy = SceneWords.Set("kept-by");
    private static readonly FrozenSet<string> NoPlaces = SceneWords.Set("no-places");
    private static readonly FrozenSet<string> Numbers = SceneWords.Set("numbers");
    private static readonly FrozenSet<string> OwnParts = SceneWords.Set("own-parts");
    private static readonly FrozenSet<string> Places = SceneWords.Set("places");
    private static readonly FrozenSet<string> Pronouns = SceneWords.Set("pronouns");
    private static readonly FrozenSet<string> Questions = SceneWords.Set("questions");
    private static readonly FrozenSet<string> Spots = SceneWords.Set("spots");
    private static readonly FrozenSet<string> Things = SceneWords.Set("things");
    private static readonly FrozenSet<string> Viewed = SceneWords.Set("viewed");
    private static readonly FrozenSet<string> Worn = SceneWords.Set("worn");

    /// <summary>The number of words that join two things here, as "beside" and "next to" do; 0 when there are none.</summary>
    private static int StartsThing(string[] words, int at)
    {
        for (var length = 3; length > 0; length--)
        {
            // In "a tower behind her" no thing of its own follows.
            if (
                at + length + 1 < words.Length
                && Articles.Contains(words[at + length])
                && !IsOneOf(words, at + length)
                && Things.Contains(string.Join(' ', words, at, length))
            )
            {
                return words[at] is "with" && IsOwn(words, at + 1) ? 0 : length;
            }
        }

        return 0;
    }

    /// <summary>Whether "with" adds a part of the thing before it, and not another thing: "with a long gray beard", "with a red hat".</summary>
    private static bool IsOwn(string[] words, int from)
    {
        for (var i = from; i < Math.Min(words.Length, from + 5); i++)
        {
            var bare = words[i].Trim(',', '.').ToLowerInvariant();
            if (OwnParts.Contains(bare) || Worn.Contains(bare))
            {
                return true;
            }

            if (words[i][^1] is ',' or '.' || (i > from && Places.Contains(bare)))
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>Whether the words name no surroundings: "in 5 steps", "on the phone", "in the south". "In the south of France" does.</summary>
    private static bool IsNoPlace(string[] rest)
    {
        var at = Numbers.Contains(rest[0]) && rest.Length > 1 ? 1 : 0;
        var bare = rest[at].Trim(',', '.', ';').ToLowerInvariant();
        return NoPlaces.Contains(bare) && (at + 1 == rest.Length || rest[at].Length > bare.Length);
    }

    private static bool StartsPlace(string[] words, int at, string? noun)
    {
        if (
            !Places.Contains(words[at])
            || Pronouns.Contains(words[at + 1].Trim(',', '.'))
            || Viewed.Contains(words[at - 1])
            || Questions.Contains(words[at + 1])
            || (words[at] is "in" && KeptBy.Contains(words[at - 1]))
            || IsNoPlace(words[(at + 1)..])
            || (words[at] is "at" && Aims.Contains(words[at - 1]))
            || (
                words[at] is "by"
                && (Done.Contains(words[at - 1]) || words[at - 1].EndsWith("ed", StringComparison.Ordinal))
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

    /// <summary>
    /// Whether a word belongs to the thing and not to what is around it: clothes, the look of writing, or a place in the layout.
    /// </summary>
    private static bool IsOfThing(string word)
    {
        var bare = word.Trim(',', '.').ToLowerInvariant();
        return Worn.Contains(bare)
            || (bare.EndsWith('s') && Worn.Contains(bare[..^1]))
            || Faces.Contains(bare)
            || Spots.Contains(bare);
    }
}
