using System.Text.Json;

namespace AiPromptGen.Tests.Prompts;

/// <summary>FLUX.2's structured prompt as its guide shows it: known members, words in each, colors as codes.</summary>
internal static class FluxJsonReader
{
    private static readonly string[] Members =
    [
        "scene",
        "subjects",
        "background",
        "style",
        "composition",
        "camera",
        "lighting",
        "mood",
        "color_palette",
    ];

    public static string Read(string text)
    {
        using var json = JsonDocument.Parse(text);
        var root = json.RootElement;
        Assert.That(root.EnumerateObject().Select(member => member.Name), Is.SubsetOf(Members));
        Assert.That(root.GetProperty("scene").GetString(), Is.Not.Empty);
        foreach (var subject in root.GetProperty("subjects").EnumerateArray())
        {
            Assert.That(subject.GetProperty("description").GetString(), Is.Not.Empty);
            Colors(subject);
        }

        Colors(root);
        return string.Join(' ', Strings(root));
    }

    private static void Colors(JsonElement element)
    {
        if (element.TryGetProperty("color_palette", out var colors))
        {
            Assert.That(colors.EnumerateArray().Select(color => color.GetString()), Has.All.Match("^#[0-9A-F]{6}$"));
        }
    }

    private static IEnumerable<string> Strings(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Strings(member.Value)),
            JsonValueKind.Array => element.EnumerateArray().SelectMany(Strings),
            JsonValueKind.String => [element.GetString()!],
            _ => [],
        };
}
