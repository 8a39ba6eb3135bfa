using System.Collections.Frozen;

namespace AiPromptGen.Prompts.Syntax.Midjourney;

internal enum FlagValue
{
    None,
    Number,
    Word,
    Words,
}

/// <summary>A parameter of Midjourney. https://docs.midjourney.com/hc/en-us/articles/32859204029709-Parameter-List</summary>
/// <param name="Name">The name under which it is kept.</param>
/// <param name="Value">What kind of value follows it.</param>
/// <param name="Least">The least value, when it is a number.</param>
/// <param name="Most">The largest value, when it is a number.</param>
internal sealed record MidjourneyFlag(string Name, FlagValue Value, double Least = 0, double Most = 0)
{
    public const string Ratio = "ar";
    public const string Negative = "no";
    public const string Seed = "seed";
    public const string Quality = "quality";

    private static readonly FrozenDictionary<string, MidjourneyFlag> ByName = new (string Names, MidjourneyFlag Flag)[]
    {
        ("ar aspect", new(Ratio, FlagValue.Word)),
        ("no", new(Negative, FlagValue.Words)),
        ("seed sameseed", new(Seed, FlagValue.Number, 0, uint.MaxValue)),
        ("q quality", new(Quality, FlagValue.Number, 0.25, 4)),
        ("s stylize", new("stylize", FlagValue.Number, 0, 1000)),
        ("c chaos", new("chaos", FlagValue.Number, 0, 100)),
        ("w weird", new("weird", FlagValue.Number, 0, 3000)),
        ("iw", new("iw", FlagValue.Number, 0, 3)),
        ("sw", new("sw", FlagValue.Number, 0, 1000)),
        ("cw", new("cw", FlagValue.Number, 0, 100)),
        ("ow", new("ow", FlagValue.Number, 1, 1000)),
        ("sv", new("sv", FlagValue.Number, 1, 7)),
        ("stop", new("stop", FlagValue.Number, 10, 100)),
        ("r repeat", new("repeat", FlagValue.Number, 2, 40)),
        ("exp", new("exp", FlagValue.Number, 0, 100)),
        ("v version", new("version", FlagValue.Word)),
        ("niji", new("niji", FlagValue.Word)),
        ("style", new("style", FlagValue.Word)),
        ("p profile", new("profile", FlagValue.Words)),
        ("sref", new("sref", FlagValue.Words)),
        ("cref", new("cref", FlagValue.Words)),
        ("oref", new("oref", FlagValue.Words)),
        ("raw", new("raw", FlagValue.None)),
        ("tile", new("tile", FlagValue.None)),
        ("draft", new("draft", FlagValue.None)),
        ("hd", new("hd", FlagValue.None)),
        ("video", new("video", FlagValue.None)),
        ("fast", new("fast", FlagValue.None)),
        ("relax", new("relax", FlagValue.None)),
        ("turbo", new("turbo", FlagValue.None)),
        ("public", new("public", FlagValue.None)),
        ("stealth", new("stealth", FlagValue.None)),
    }
        .SelectMany(pair => pair.Names.Split(' ').Select(name => (name, pair.Flag)))
        .ToFrozenDictionary(pair => pair.name, pair => pair.Flag, StringComparer.OrdinalIgnoreCase);

    public static MidjourneyFlag? Find(string name) => ByName.GetValueOrDefault(name);
}
