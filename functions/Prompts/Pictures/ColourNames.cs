namespace AiPromptGen.Prompts.Pictures;

/// <summary>Common English colour names, nearest in OKLab. Names and values are plain facts.</summary>
internal static class ColourNames
{
    private static readonly (string Name, OkLab Colour)[] Names = ColourTable
        .Entries.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(line => (line[8..], OkLab.FromHex(line[..7])))
        .ToArray();

    public static int Count => Names.Length;

    public static string Nearest(OkLab colour) => Names.MinBy(named => named.Colour.DistanceSquared(colour)).Name;
}
