using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using AiPromptGen.Tests.Support;

namespace AiPromptGen.IntegrationTests.Http.OpenApi;

/// <summary>The checks of the described operations can fail: each way an answer may differ from what is told is found.</summary>
[TestFixture]
internal sealed class AnswerCheckTests
{
    private static readonly Contract Small = Contract.Parse(
        """
        openapi: 3.1.0
        paths:
          /thing:
            get:
              operationId: GetThing
              responses:
                '200':
                  description: It.
                  headers: { Count: { required: true, schema: { type: integer, minimum: 1 } } }
                  content: { application/json: { schema: { $ref: '#/components/schemas/Thing' } } }
                '204': { description: Nothing. }
                '404':
                  description: No.
                  content:
                    application/problem+json:
                      schema:
                        allOf:
                          - $ref: '#/components/schemas/Problem'
                          - properties: { code: { enum: [lost] } }
        components:
          schemas:
            Thing: { type: object, required: [id], properties: { id: { type: string }, n: { type: integer } } }
            Problem: { type: object, required: [code], properties: { code: { type: string }, why: { type: string } } }
        """
    );

    [TestCase(200, "application/json", """{"id":"a","n":1}""")]
    [TestCase(204, null, "")]
    [TestCase(404, "application/problem+json", """{"code":"lost","why":"x"}""")]
    public void What_is_told_passes(int status, string? type, string body) =>
        Assert.That(Mistakes(status, type, body), Is.Empty);

    [TestCase(418, null, "", "is not told")]
    [TestCase(204, null, "x", "a body is not told")]
    [TestCase(200, "text/html", "<p>", "text/html is not told")]
    [TestCase(200, "application/json", "{", "no JSON")]
    [TestCase(200, "application/json", "{}", "required")]
    [TestCase(200, "application/json", """{"id":1}""", "type")]
    [TestCase(200, "application/json", """{"id":"a","more":1}""", "additionalProperties")]
    [TestCase(404, "application/problem+json", """{"code":"gone"}""", "enum")]
    [TestCase(404, "application/problem+json", """{"code":"lost","more":1}""", "additionalProperties")]
    public void What_is_not_told_is_found(int status, string? type, string body, string found) =>
        Assert.That(Mistakes(status, type, body), Has.Some.Contains(found));

    [TestCase(null, "is missing")]
    [TestCase("0", "minimum")]
    public void A_header_is_missed(string? count, string found) =>
        Assert.That(Mistakes(200, "application/json", """{"id":"a"}""", count), Has.Some.Contains(found));

    [Test]
    public void Bad_bodies_are_bad_in_each_way_and_good_ones_are_good()
    {
        var schema = JsonNode
            .Parse(
                """
                {"type":"object","additionalProperties":false,"required":["a"],"properties":{
                  "a":{"type":"string","maxLength":3,"enum":["x","y"]},
                  "b":{"type":"array","maxItems":2,"uniqueItems":true,"items":{"type":"integer","minimum":1,"maximum":9}}}}
                """
            )!
            .AsObject();
        var bad = BadBodies.Of(Small, schema, JsonNode.Parse("""{"a":"x"}""")!);

        Assert.That(bad, Has.Count.GreaterThan(25));
        Assert.That(
            bad.Where(body => !body.Json.Contains("1e400", StringComparison.Ordinal))
                .Where(body => JsonSchemaCheck.Mistakes(schema, JsonNode.Parse(body.Json)).Count == 0)
                .Select(body => body.What),
            Is.Empty
        );
        string[] ways = ["$ has an unknown", "$.a is missing", "$.a is null", "$.b has too many", "$.b has one twice"];
        foreach (var way in ways)
        {
            Assert.That(bad.Select(body => body.What), Has.Some.StartsWith(way));
        }
    }

    private static IEnumerable<string> Mistakes(int status, string? type, string body, string? count = "1")
    {
        using var answer = new HttpResponseMessage((HttpStatusCode)status);
        answer.Content = new ByteArrayContent([]);
        answer.Content.Headers.ContentType = type is null ? null : new MediaTypeHeaderValue(type);
        if (count is not null)
        {
            answer.Headers.Add("Count", count);
        }

        return [.. new AnswerCheck(Small).Mistakes(Small.Operations[0], answer, Encoding.UTF8.GetBytes(body))];
    }
}
