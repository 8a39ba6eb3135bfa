using System.Text.Json.Nodes;
using AiPromptGen.Simulators;
using AiPromptGen.Tests.Support;
using CsCheck;

namespace AiPromptGen.Tests.Local.Simulators;

[TestFixture]
internal sealed class SchemaWalkTests
{
    private static readonly Gen<string> GenName = OneOf("mood", "subject", "light", "other", "summary", "x");

    private static readonly Gen<JsonObject> GenLeaf = OneOf(
            """{ "type": "string" }""",
            """{ "type": ["string", "null"] }""",
            """{ "type": "integer" }""",
            """{ "type": "number" }""",
            """{ "type": ["boolean", "null"] }""",
            """{ "type": "null" }""",
            """{ "type": "string", "enum": ["a"] }""",
            """{ "enum": ["a", 5, null] }""",
            """{ "anyOf": [{ "type": "null" }, { "type": "string" }] }"""
        )
        .Select(text => JsonNode.Parse(text)!.AsObject());

    private static readonly Gen<JsonObject> GenSchema = Gen.Recursive<JsonObject>(
        (depth, inner) =>
            depth > 3
                ? GenLeaf
                : Gen.Frequency(
                    (2, GenLeaf),
                    (1, inner.Select(items => new JsonObject { ["type"] = "array", ["items"] = items.DeepClone() })),
                    (2, Gen.Select(GenName, inner).List[0, 4].Select(ObjectOf))
                )
    );

    [Test]
    public void Whatever_the_schema_the_value_is_valid_and_always_the_same() =>
        Gen.Select(GenSchema, Gen.ULong, Gen.Bool)
            .Sample(
                (schema, seed, injects) =>
                {
                    var value = Fill(schema, seed, injects);
                    return JsonSchemaCheck.Mistakes(schema, value).Count == 0
                        && JsonNode.DeepEquals(value, Fill(schema, seed, injects));
                },
                iter: 1000
            );

    [Test]
    public void A_schema_that_contains_itself_ends()
    {
        var schema = JsonNode
            .Parse(
                """
                {
                  "type": "object",
                  "properties": {
                    "name": { "type": "string" },
                    "parent": { "anyOf": [{ "$ref": "#" }, { "type": "null" }] },
                    "children": { "type": "array", "items": { "$ref": "#" } }
                  }
                }
                """
            )!
            .AsObject();

        Assert.That(Fill(schema, 1, injects: false)!["parent"]!["children"]![0]!["name"], Is.Not.Null);
    }

    [Test]
    public void Neighbors_in_a_list_differ()
    {
        var schema = JsonNode.Parse("""{ "type": "array", "items": { "type": "string" } }""")!.AsObject();
        var root = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject { ["moods"] = schema },
        };

        for (var seed = 0ul; seed < 50; seed++)
        {
            var words = Fill(root, seed, injects: false)!["moods"]!.AsArray().Select(w => w!.ToString());
            Assert.That(words, Is.Unique.And.Not.Empty);
        }
    }

    private static JsonNode? Fill(JsonObject schema, ulong seed, bool injects) =>
        new SchemaWalk(schema, new Phrases("a red fox", picture: null, seed) { Injects = injects }).Fill();

    private static Gen<string> OneOf(params string[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static JsonObject ObjectOf(List<(string Name, JsonObject Schema)> members)
    {
        var properties = new JsonObject();
        foreach (var (name, schema) in members)
        {
            properties[name] = schema.DeepClone();
        }

        return new()
        {
            ["type"] = "object",
            ["properties"] = properties,
            ["required"] = new JsonArray([.. properties.Select(p => (JsonNode)p.Key)]),
            ["additionalProperties"] = false,
        };
    }
}
