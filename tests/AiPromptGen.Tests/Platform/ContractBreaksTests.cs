using AiPromptGen.Tests.Support;

namespace AiPromptGen.Tests.Platform;

/// <summary>Each kind of break is found, and a change that no client notices is not reported.</summary>
[TestFixture]
public sealed class ContractBreaksTests
{
    private const string Published = """
        openapi: 3.1.0
        info: { title: Things, version: 1.2.0 }
        paths:
          /things:
            post:
              operationId: AddThing
              security: []
              parameters:
                - { name: limit, in: query, schema: { type: integer, format: int32, minimum: 1, maximum: 50 } }
                - { name: Key, in: header, required: true, schema: { type: string, maxLength: 9, pattern: '^a+$' } }
              requestBody:
                content: { application/json: { schema: { $ref: '#/components/schemas/Ask' } }, image/*: {} }
              responses:
                '200':
                  description: It.
                  headers: { ETag: { required: true, schema: { type: string } } }
                  content: { application/json: { schema: { $ref: '#/components/schemas/Thing' } } }
                '404':
                  description: No.
                  content:
                    application/problem+json:
                      schema: { properties: { code: { enum: [lost, gone] } } }
            get: { operationId: GetThing, responses: { '204': { description: Nothing. } } }
        components:
          schemas:
            Ask:
              type: object
              required: [name]
              properties:
                name: { type: string, maxLength: 20, minLength: 1 }
                kind: { type: string, enum: [big, small] }
                tags: { type: array, maxItems: 5, items: { type: string, maxLength: 7 } }
                size: { type: integer, minimum: 0, maximum: 10 }
            Thing:
              type: object
              required: [id, state]
              properties:
                id: { type: string }
                state: { type: string, enum: [new, old] }
                look: { type: string, x-open: true, enum: [red, blue] }
                count: { type: integer, format: int32 }
                parts: { type: object, additionalProperties: { $ref: '#/components/schemas/Part' } }
                fixed: { const: a }
            Part: { type: object, required: [a], properties: { a: { type: string }, b: { anyOf: [{ type: string }] } } }
        """;

    [TestCase("/things:", "/stuff:", "post /things is gone")]
    [TestCase("    get: {", "    put: {", "get /things is gone")]
    [TestCase("operationId: GetThing", "operationId: FindThing", "operationId")]
    [TestCase("      security: []\n", "", "needs a token")]
    [TestCase("name: limit", "name: most", "query:limit is gone")]
    [TestCase("minimum: 1, maximum: 50", "minimum: 2, maximum: 50", "minimum")]
    [TestCase("maximum: 50", "maximum: 49", "maximum")]
    [TestCase("in: query,", "in: query, required: true,", "query:limit must be sent")]
    [TestCase("pattern: '^a+$'", "pattern: '^b+$'", "pattern")]
    [TestCase("requestBody:\n", "requestBody:\n        required: true\n", "a body must be sent")]
    [TestCase(", image/*: {}", "", "takes no image/*")]
    [TestCase("'200':", "'201':", "post /things 200 is gone")]
    [TestCase("'404':", "'410':", "post /things 404 is gone")]
    [TestCase("'204': {", "'204': { description: No. }, '202': {", "answers with 202")]
    [TestCase("ETag:", "Tag:", "the header ETag")]
    [TestCase("ETag: { required: true", "ETag: { required: false", "the header ETag")]
    [TestCase("problem+json", "json", "is no application/problem+json")]
    [TestCase("[lost, gone]", "[lost]", "the word \"gone\" is gone")]
    [TestCase("[red, blue]", "[red]", "the word \"blue\" is gone")]
    [TestCase("required: [name]", "required: [name, kind]", "Ask.kind must be sent")]
    [TestCase("maxLength: 20", "maxLength: 19", "Ask.name: maxLength")]
    [TestCase("minLength: 1", "minLength: 2", "Ask.name: minLength")]
    [TestCase("[big, small]", "[big]", "the word \"small\" is gone")]
    [TestCase("name: { type: string, maxLength: 20", "name: { type: string, enum: [a], maxLength: 20", "certain words")]
    [TestCase("maxItems: 5, items", "maxItems: 4, items", "Ask.tags: maxItems")]
    [TestCase("maxItems: 5, items", "maxItems: 5, uniqueItems: true, items", "uniqueItems")]
    [TestCase("items: { type: string, maxLength: 7", "items: { type: string, maxLength: 6", "Ask.tags[]: maxLength")]
    [TestCase("size: {", "sizes: {", "Ask.size is gone")]
    [TestCase("size: { type: integer", "size: { type: string", "Ask.size: type")]
    [TestCase("required: [name]\n", "required: [name]\n      additionalProperties: false\n", "additionalProperties")]
    [TestCase("count: {", "counts: {", "Thing.count is gone")]
    [TestCase("required: [id, state]", "required: [id]", "Thing.state is not always there")]
    [TestCase("count: { type: integer, format: int32", "count: { type: integer, format: int64", "Thing.count: format")]
    [TestCase("[new, old]", "[new, old, odd]", "the word \"odd\" is new")]
    [TestCase("{ type: string, enum: [new, old] }", "{ type: string }", "the word (any) is new")]
    [TestCase("{ const: a }", "{ const: b }", "the word \"b\" is new")]
    [TestCase("required: [a]", "required: []", "Part.a is not always there")]
    [TestCase("anyOf: [{ type: string }]", "anyOf: [{ type: string }, { type: 'null' }]", "anyOf")]
    [TestCase("anyOf: [{ type: string }]", "anyOf: [{ type: integer }]", "Part.b: type")]
    [TestCase("additionalProperties: { $ref", "additionalItems: { $ref", "its schema is gone")]
    public void A_break_is_found(string was, string isNow, string told) =>
        Assert.That(Breaks(was, isNow), Has.Some.Contains(told));

    [TestCase("operationId: AddThing", "operationId: AddThing")]
    [TestCase("    get: {", "    put: { operationId: New, responses: {} }\n    get: {")]
    [TestCase("maximum: 50", "maximum: 60")]
    [TestCase("minimum: 1, ", "")]
    [TestCase("[lost, gone]", "[lost, gone, hidden]")]
    [TestCase("'204': {", "'429': { description: Wait. }, '204': {")]
    [TestCase("[big, small]", "[big, small, tiny]")]
    [TestCase("required: [name]", "required: []")]
    [TestCase("name: limit", "name: cursor, in: query, schema: { type: string } }\n        - { name: limit")]
    [TestCase("kind: {", "more: { type: string }\n        kind: {")]
    [TestCase("count: {", "more: { type: string }\n        count: {")]
    [TestCase("required: [id, state]", "required: [id, state, count]")]
    [TestCase("[new, old]", "[new]")]
    [TestCase("[red, blue]", "[red, blue, green]")]
    [TestCase("description: It.", "description: Something else.")]
    public void What_no_client_notices_passes(string was, string isNow) => Assert.That(Breaks(was, isNow), Is.Empty);

    [Test]
    public void The_essence_is_all_that_clients_depend_on()
    {
        var published = Contract.Parse(Published);
        var essence = ContractBreaks.Essence(published);

        Assert.That(ContractBreaks.Between(Contract.Of(essence), published), Is.Empty);
        Assert.That(ContractBreaks.Between(published, Contract.Of(essence)), Is.Empty);
        Assert.That(essence.ToJsonString(), Does.Not.Contain("description"));
        Assert.That(ContractBreaks.Major(published), Is.EqualTo(1));
    }

    private static IReadOnlyList<string> Breaks(string was, string isNow)
    {
        var at = Published.IndexOf(was, StringComparison.Ordinal);
        Assert.That(at, Is.Positive);
        var present = Published[..at] + isNow + Published[(at + was.Length)..];
        return ContractBreaks.Between(Contract.Parse(Published), Contract.Parse(present));
    }
}
