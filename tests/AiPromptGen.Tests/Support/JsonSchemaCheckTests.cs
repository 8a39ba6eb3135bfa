using System.Text.Json.Nodes;

namespace AiPromptGen.Tests.Support;

[TestFixture]
public sealed class JsonSchemaCheckTests
{
    [TestCase("""{"type":"integer","format":"int32"}""", "3000000000")]
    [TestCase("""{"type":"integer"}""", "1.5")]
    [TestCase("""{"type":"string","format":"date-time"}""", "\"yesterday\"")]
    [TestCase("""{"type":"string","format":"uri"}""", "\"here\"")]
    [TestCase("""{"type":"string","maxLength":2}""", "\"abc\"")]
    [TestCase("""{"const":"a"}""", "\"b\"")]
    [TestCase("""{"allOf":[{"type":"string"},{"enum":["a"]}]}""", "\"b\"")]
    [TestCase("""{"anyOf":[{"$ref":"#/$defs/a"}],"$defs":{"a":{"type":"null"}}}""", "1")]
    [TestCase("""{"properties":{"a":{}},"additionalProperties":false}""", """{"b":1}""")]
    [TestCase("""{"strange":true}""", "1")]
    public void What_does_not_fit_is_found(string schema, string value) =>
        Assert.That(JsonSchemaCheck.Mistakes(Parsed(schema), JsonNode.Parse(value)), Is.Not.Empty);

    [TestCase("""{"type":"integer","format":"int64","x-open":true}""", "3000000000")]
    [TestCase("""{"type":"string","format":"date-time","example":"x"}""", "\"2026-01-31T09:00:00.25+00:00\"")]
    [TestCase("""{"allOf":[{"$ref":"#/$defs/a"}],"$defs":{"a":{"type":"string"}}}""", "\"b\"")]
    public void What_fits_passes(string schema, string value) =>
        Assert.That(JsonSchemaCheck.Mistakes(Parsed(schema), JsonNode.Parse(value)), Is.Empty);

    private static JsonObject Parsed(string json) => JsonNode.Parse(json)!.AsObject();
}
