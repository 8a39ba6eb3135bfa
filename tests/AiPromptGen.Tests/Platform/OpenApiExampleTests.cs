using System.Text.Json.Nodes;
using AiPromptGen.Tests.Architecture;
using AiPromptGen.Tests.Support;

namespace AiPromptGen.Tests.Platform;

/// <summary>Which examples the contract must have. Whether an example fits its schema is checked by the linter (docs/lint).</summary>
[TestFixture]
public sealed class OpenApiExampleTests
{
    private const string Small = """
        openapi: 3.1.0
        paths:
          /thing:
            get:
              operationId: GetThing
              responses:
                '404':
                  content:
                    application/problem+json:
                      schema: { allOf: [{ type: object }, { properties: { code: { enum: [lost] } } }] }
                      examples: { lost: { value: { status: 404, code: lost, type: 'https://example.org/lost' } } }
        """;

    private static readonly Contract Present = Contract.Parse(Repository.Read("docs/openapi.yaml"));

    [Test]
    public void Every_problem_code_of_an_answer_has_its_example() => Assert.That(Mistakes(Present), Is.Empty);

    [Test]
    public void An_example_of_each_problem_is_used() =>
        Assert.That(
            Present.Root["components"]!["examples"]!.AsObject().Select(e => $"#/components/examples/{e.Key}"),
            Is.SubsetOf(References(Present.Root))
        );

    [TestCase("[lost]", "[lost, gone]", "gone has no example")]
    [TestCase("status: 404", "status: 403", "its status is 403")]
    [TestCase("code: lost", "code: gone", "its code is gone")]
    [TestCase("org/lost", "org/gone", "its type")]
    public void A_wrong_example_is_found(string right, string wrong, string told)
    {
        Assert.That(Mistakes(Contract.Parse(Small)), Is.Empty);
        Assert.That(
            Mistakes(Contract.Parse(Small.Replace(right, wrong, StringComparison.Ordinal))),
            Has.Some.Contains(told)
        );
    }

    private static IEnumerable<string> Mistakes(Contract contract) =>
        from operation in contract.Operations
        from response in operation.Responses
        let media = response.Value["content"]?["application/problem+json"]
        where media is not null
        from code in CodesOf(contract, media["schema"]!)
        from mistake in ExampleMistakes(contract, media, code, response.Key)
        select $"{operation} {response.Key}: {mistake}";

    private static IEnumerable<string> CodesOf(Contract contract, JsonNode schema) =>
        schema["allOf"]!
            .AsArray()
            .Select(part => contract.Follow(part!)["properties"]?["code"]?["enum"])
            .OfType<JsonArray>()
            .SelectMany(codes => codes.Select(code => code!.GetValue<string>()));

    private static IEnumerable<string> ExampleMistakes(Contract contract, JsonNode media, string code, string status)
    {
        if (media["examples"]?[code] is not { } example)
        {
            yield return $"{code} has no example";
            yield break;
        }

        var problem = contract.Follow(example)["value"]!;
        if (problem["status"]!.ToString() != status)
        {
            yield return $"{code}: its status is {problem["status"]}";
        }

        if (problem["code"]!.ToString() != code)
        {
            yield return $"{code}: its code is {problem["code"]}";
        }

        if (!problem["type"]!.ToString().EndsWith($"/{code}", StringComparison.Ordinal))
        {
            yield return $"{code}: its type is {problem["type"]}";
        }
    }

    private static IEnumerable<string> References(JsonNode? node) =>
        node switch
        {
            JsonObject map => map.SelectMany(member =>
                member is { Key: "$ref", Value: { } to } ? [to.ToString()] : References(member.Value)
            ),
            JsonArray list => list.SelectMany(References),
            _ => [],
        };
}
