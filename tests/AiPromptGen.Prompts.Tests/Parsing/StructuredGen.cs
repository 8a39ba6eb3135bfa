using AiPromptGen.Prompts;
using CsCheck;

namespace AiPromptGen.Tests.Prompts.Parsing;

/// <summary>Structured prompts as providers and people fill them, every kind of field sometimes.</summary>
internal static class StructuredGen
{
    private static readonly string[] Things =
    [
        "a red fox",
        "two old fishermen",
        "an orchid",
        "a brass robot (model 7)",
        "a quibblor",
        "the sleeping dragon",
        "a cup of green tea",
        "ein alter Turm",
        "a clock at 10:30",
        "a poster that says \"JAZZ NIGHT\"",
    ];

    private static readonly string[] Places =
    [
        "in the snow",
        "on a cliff",
        "near Vlorbik harbour",
        "at the kitchen table",
    ];
    private static readonly string[] Unwanted = ["people", "blorps", "red cars", "watermark", "extra fingers"];
    private static readonly string[] Words = ["SEA YOU", "Café 24", "Open, late"];
    private static readonly string[] Hexes = ["#2F6F73", "#E9DCC3", "#C03A2B", "#101014"];
    private static readonly string[] Colors = ["kelp green", "sand", "brick red", "midnight"];

    private static readonly Gen<Subject> Subjects = Gen.Select(
        Gen.OneOf(Things),
        Gen.OneOf(Places),
        Gen.OneOf(1.0, 1.0, 1.2, 0.8, 1.35),
        (thing, place, weight) => new Subject { Phrase = Slot.User($"{thing} {place}"), Weight = weight }
    );

    private static readonly Gen<List<Slot>> Terms = Gen.Select(
        Gen.Int[0, 3],
        Gen.UInt,
        (count, seed) =>
            Enumerable
                .Range(0, count)
                .Select(i =>
                    PromptLibrary.Instance.Entries[(int)((seed + (i * 7919)) % PromptLibrary.Instance.Entries.Count)]
                )
                .DistinctBy(entry => (entry.Kind, entry.Facet))
                .Select(entry => Slot.Of(entry.Phrase, SlotSource.Library, 0.5) with { EntryId = entry.Id })
                .ToList()
    );

    private static readonly Gen<List<PaletteColor>> Palettes = Gen.Select(
        Gen.Int[0, 4],
        Gen.Bool,
        (count, library) =>
            library
                ? [.. PromptLibrary.Instance.Entries.First(entry => entry.Colors is not null).Colors!.Select(Of)]
                : Hexes.Zip(Colors).Take(count).Select(pair => Of(new NamedColor(pair.Second, pair.First))).ToList()
    );

    public static readonly Gen<StructuredPrompt> Prompts = Gen.Select(
        Gen.Select(Subjects.Array[1, 3], Terms, Palettes),
        Gen.Select(Gen.OneOf(Unwanted).Array[0, 3], Gen.OneOf(Words).Array[0, 1]),
        Gen.Select(Gen.Int[1, 21], Gen.Int[1, 21], Gen.Int[0, 2]),
        Gen.UInt,
        (parts, texts, ratio, seed) =>
            Fill(parts.Item2) with
            {
                Subjects = parts.Item1,
                Palette = parts.Item3,
                Negatives = [.. texts.Item1.Distinct().Select(term => new Negative { Term = Slot.User(term) })],
                Text = [.. texts.Item2.Select(word => new TextElement { Literal = Slot.User(word) })],
                AspectRatio = ratio.Item3 == 0 ? null : new AspectRatio(ratio.Item1, ratio.Item2),
                Seed = seed % 3 == 0 ? null : seed,
                Parameters = seed % 2 == 0 ? [] : [new ToolParameter("stylize", "250"), new ToolParameter("raw", "")],
            }
    );

    private static PaletteColor Of(NamedColor color) =>
        new() { Hex = color.Hex, Name = Slot.Of(color.Name, SlotSource.Model, 0.7) };

    private static StructuredPrompt Fill(List<Slot> terms)
    {
        Slot? Of(LibraryKind kind) => terms.Find(term => PromptLibrary.Instance.Find(term.EntryId!)!.Kind == kind);
        return new StructuredPrompt
        {
            Medium = Of(LibraryKind.Medium),
            Styles = Of(LibraryKind.Style) is { } style ? [style] : [],
            Lighting = new Lighting { Source = Of(LibraryKind.Lighting) },
            Composition = new Composition { Framing = Of(LibraryKind.Composition) },
            Camera = new Camera { FocalLength = Of(LibraryKind.Camera) },
            Mood = Of(LibraryKind.Mood) is { } mood ? [mood] : [],
            ContentClass = Of(LibraryKind.Camera) is null ? null : ContentClass.Photo,
        };
    }
}
