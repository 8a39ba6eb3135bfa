using System.Text.Json.Nodes;
using AiPromptGen.Generations.Providers.OpenAI;

namespace AiPromptGen.Tests.Generations.Providers;

/// <summary>The limits of strict structured output, which a service enforces with an error for every request.</summary>
[TestFixture]
public sealed class ModelPromptSchemaTests
{
    private static readonly string[] Keywords =
    [
        "type",
        "properties",
        "required",
        "additionalProperties",
        "items",
        "description",
        "enum",
    ];

    private static readonly JsonNode Schema = JsonNode.Parse(ModelPromptSchema.Schema)!;

    [Test]
    public void Every_object_is_closed_and_requires_all_it_has()
    {
        var objects = All(Schema).Where(schema => schema.ContainsKey("properties")).ToList();

        Assert.That(objects, Has.Count.GreaterThan(5));
        foreach (var schema in objects)
        {
            Assert.That(schema["additionalProperties"]!.GetValue<bool>(), Is.False);
            Assert.That(
                schema["required"]!.AsArray().Select(name => name!.GetValue<string>()),
                Is.EqualTo(schema["properties"]!.AsObject().Select(property => property.Key))
            );
        }
    }

    [Test]
    public void Only_keywords_that_are_allowed_are_used()
    {
        Assert.That(
            All(Schema).SelectMany(schema => schema.Select(member => member.Key)).Distinct(),
            Is.SubsetOf(Keywords)
        );
        Assert.That(All(Schema).Where(schema => !schema.ContainsKey("type")), Is.Empty);
    }

    [Test]
    public void It_is_small_and_flat_enough()
    {
        var properties = All(Schema).Sum(schema => (schema["properties"] as JsonObject)?.Count ?? 0);

        Assert.That(properties, Is.InRange(30, 100));
        Assert.That(Depth(Schema.AsObject()), Is.AtMost(5));
    }

    [Test, Property("Promise", "P9")]
    public void An_answer_has_no_word_for_what_it_must_not_decide()
    {
        var names = All(Schema)
            .SelectMany(schema => (schema["properties"] as JsonObject ?? []).Select(property => property.Key));

        Assert.That(
            names,
            Has.None.Matches<string>(name =>
                name is "target" or "price" or "aspectRatio" or "negatives" or "parameters" or "seed" or "verbatim"
            )
        );
    }

    [Test]
    public void What_the_picture_is_of_is_written_first_and_the_title_last()
    {
        var names = Schema["properties"]!["prompts"]!["items"]!["properties"]!.AsObject().Select(p => p.Key).ToList();

        Assert.That(names[0], Is.EqualTo("summary"));
        Assert.That(names.IndexOf("subjects"), Is.LessThan(names.IndexOf("setting")));
        Assert.That(names[^1], Is.EqualTo("title"));
    }

    [TestCase("contentClass", "photo")]
    [TestCase("ratio", "16:9")]
    public void Closed_words_are_enforced_and_may_be_left_out(string name, string word)
    {
        var rule = Schema["properties"]!["prompts"]!["items"]!["properties"]![name]!;
        var words = rule["enum"]!.AsArray().Select(value => (string?)value).ToList();

        Assert.That(words, Does.Contain(word).And.Contain(null));
        Assert.That(rule["type"]!.AsArray().Select(type => (string?)type), Is.EquivalentTo(new[] { "string", "null" }));
    }

    private static IEnumerable<JsonObject> All(JsonNode? node) =>
        node is not JsonObject schema
            ? []
            : (schema["properties"] as JsonObject ?? [])
                .SelectMany(property => All(property.Value))
                .Concat(All(schema["items"]))
                .Prepend(schema);

    private static int Depth(JsonObject schema) =>
        (schema.ContainsKey("properties") ? 1 : 0)
        + (schema["properties"] as JsonObject ?? [])
            .Select(property => property.Value!.AsObject())
            .Append(schema["items"] as JsonObject ?? [])
            .Where(child => child.Count > 0)
            .Select(Depth)
            .DefaultIfEmpty(0)
            .Max();
}
