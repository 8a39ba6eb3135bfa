using System.Text.Json;

namespace AiPromptGen.Tests.Prompts;

/// <summary>The JSON caption of Ideogram 4: its keys, their order and their types; everything else is refused.</summary>
internal static class IdeogramReader
{
    private static readonly string[] Style =
    [
        "aesthetics",
        "lighting",
        "photo",
        "medium",
        "art_style",
        "color_palette",
    ];

    public static string Read(string text)
    {
        using var json = JsonDocument.Parse(text);
        var root = json.RootElement;
        string[] top = ["high_level_description", "style_description", "compositional_deconstruction"];
        Assert.That(Names(root), Is.EqualTo(top).Or.EqualTo(new[] { top[0], top[2] }));
        AssertText(root.GetProperty(top[0]));
        if (root.TryGetProperty("style_description", out var style))
        {
            Assert.That(Names(style), Is.EqualTo(Style.Intersect(Names(style))), "keys in their order");
            Assert.That(style.TryGetProperty("photo", out _), Is.Not.EqualTo(style.TryGetProperty("art_style", out _)));
            AssertText(style.GetProperty("medium"));
            AssertColors(style, 16);
        }

        var layout = root.GetProperty(top[2]);
        Assert.That(Names(layout), Is.EqualTo(new[] { "background", "elements" }));
        AssertText(layout.GetProperty("background"));
        foreach (var element in layout.GetProperty("elements").EnumerateArray())
        {
            AssertElement(element);
        }

        return string.Join(' ', Strings(root));
    }

    private static void AssertElement(JsonElement element)
    {
        var isText = element.GetProperty("type").GetString() == "text";
        string[] keys = isText
            ? ["type", "bbox", "text", "desc", "color_palette"]
            : ["type", "bbox", "desc", "color_palette"];
        Assert.That(Names(element), Is.EqualTo(keys.Intersect(Names(element))));
        AssertText(element.GetProperty("desc"));
        AssertColors(element, 5);
        if (element.TryGetProperty("bbox", out var box))
        {
            var sides = box.EnumerateArray().Select(side => side.GetInt32()).ToArray();
            Assert.That(sides, Has.Length.EqualTo(4).And.All.InRange(0, 1000));
            Assert.That(sides[0] <= sides[2] && sides[1] <= sides[3], "top left before bottom right");
        }
    }

    private static void AssertColors(JsonElement parent, int most)
    {
        if (parent.TryGetProperty("color_palette", out var colors))
        {
            var codes = colors.EnumerateArray().Select(color => color.GetString()).ToList();
            Assert.That(codes, Has.All.Match("^#[0-9A-F]{6}$"));
            Assert.That(codes, Has.Count.InRange(1, most));
        }
    }

    private static void AssertText(JsonElement value) => Assert.That(value.GetString(), Is.Not.Empty);

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(p => p.Name);

    private static IEnumerable<string> Strings(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.String => [element.GetString()!],
            JsonValueKind.Object => element.EnumerateObject().SelectMany(p => Strings(p.Value)),
            JsonValueKind.Array => element.EnumerateArray().SelectMany(Strings),
            _ => [],
        };
}
