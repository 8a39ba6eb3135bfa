namespace AiPromptGen.Prompts.Ideas;

/// <summary>The same number for the same text on every machine and in every version.</summary>
internal static class StableHash
{
    /// <summary>FNV-1a over UTF-16 units, then a mix so that close texts land far apart.</summary>
    public static ulong Of(string text, ulong seed = 0)
    {
        unchecked
        {
            var hash = 14695981039346656037UL ^ Mix(seed);
            foreach (var c in text)
            {
                hash = (hash ^ c) * 1099511628211UL;
            }

            return Mix(hash);
        }
    }

    /// <summary>The finalizer of SplitMix64.</summary>
    private static ulong Mix(ulong value)
    {
        unchecked
        {
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
            return value ^ (value >> 31);
        }
    }
}
