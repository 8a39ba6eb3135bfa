using System.Text.Json.Nodes;
using AiPromptGen.Tests.Architecture;
using AiPromptGen.Tests.Support;

namespace AiPromptGen.Tests.Prompts;

/// <summary>The data files as they lie in the repository, against the schema beside them.</summary>
[TestFixture]
public sealed class LibraryFileTests
{
    private const string Folder = "prompts/Library/";

    private static readonly JsonObject Schema = JsonNode
        .Parse(Repository.Read(Folder + "library.schema.json"))!
        .AsObject();

    private static JsonObject Files() =>
        new(
            Schema["properties"]!
                .AsObject()
                .Select(property =>
                    KeyValuePair.Create(property.Key, JsonNode.Parse(Repository.Read($"{Folder}{property.Key}.json")))
                )
        );

    [Test]
    public void Every_file_keeps_to_the_schema() => Assert.That(JsonSchemaCheck.Mistakes(Schema, Files()), Is.Empty);

    [Test]
    public void Every_file_is_in_the_schema() =>
        Assert.That(
            Repository.Files("prompts/Library", ".json").Select(file => Path.GetFileNameWithoutExtension(file.Name)),
            Is.EquivalentTo(Schema["properties"]!.AsObject().Select(property => property.Key).Append("library.schema"))
        );

    [TestCase("styles", "phrase", "one two three four five six seven eight nine ten eleven twelve thirteen")]
    [TestCase("styles", "phrase", "bold (brackets:1.2)")]
    [TestCase("styles", "provenance", "somewhere on the web")]
    [TestCase("styles", "licence", "GPL-3.0")]
    [TestCase("styles", "id", "Not An Id")]
    [TestCase("media", "colour", "an unknown member")]
    [TestCase("lightings", "facet", "angle")]
    public void A_wrong_value_is_found(string file, string member, string value)
    {
        var files = Files();
        files[file]![0]![member] = value;

        Assert.That(JsonSchemaCheck.Mistakes(Schema, files), Has.Some.StartsWith($"$.{file}[0]"));
    }

    [TestCase("phrase")]
    [TestCase("provenance")]
    public void A_missing_member_is_found(string member)
    {
        var files = Files();
        files["moods"]![0]!.AsObject().Remove(member);

        Assert.That(JsonSchemaCheck.Mistakes(Schema, files), Has.Some.Contains("required"));
    }

    [Test]
    public void A_palette_of_three_colors_is_found()
    {
        var files = Files();
        var colors = files["palettes"]![0]!["colors"]!.AsArray();
        while (colors.Count > 3)
        {
            colors.RemoveAt(0);
        }

        Assert.That(JsonSchemaCheck.Mistakes(Schema, files), Has.Some.Contains("minItems"));
    }

    [Test]
    public void An_unknown_keyword_is_no_silent_pass() =>
        Assert.That(
            JsonSchemaCheck.Mistakes(new JsonObject { ["oneOf"] = new JsonArray() }, new JsonObject()),
            Is.Not.Empty
        );
}
