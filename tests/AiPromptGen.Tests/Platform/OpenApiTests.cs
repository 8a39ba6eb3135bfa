using AiPromptGen.Accounts;
using AiPromptGen.Accounts.Erasure;
using AiPromptGen.Accounts.Tokens;
using AiPromptGen.Billing.Http;
using AiPromptGen.Billing.Records;
using AiPromptGen.Credits;
using AiPromptGen.Examples;
using AiPromptGen.Favourites;
using AiPromptGen.Generations;
using AiPromptGen.Platform;
using AiPromptGen.Platform.Http;
using AiPromptGen.Platform.Identity;
using AiPromptGen.Platform.Storage;
using AiPromptGen.Support;
using AiPromptGen.Tests.Architecture;

namespace AiPromptGen.Tests.Platform;

/// <summary>docs/openapi.yaml defines the HTTP contract. These tests compare it with the program in both directions.</summary>
[TestFixture]
public sealed class OpenApiTests
{
    private const string Small = """
        openapi: 3.1.0
        paths:
          /things/{id}:
            get:
              operationId: GetThing
              responses:
                '200': { description: It., content: { application/json: { schema: { $ref: '#/components/schemas/Thing' } } } }
                '401': { $ref: '#/components/responses/Unauthorized' }
        components:
          responses:
            Unauthorized: { description: No., content: { application/problem+json: {} } }
          schemas:
            Thing: { type: object, properties: { code: { enum: [thing-broken] } } }
        """;

    private static readonly OpenApiDocument Document = new(Repository.Read("docs/openapi.yaml"));
    private static readonly IReadOnlyList<HttpFunction> Functions = OpenApiChecks.FunctionsOf(typeof(App).Assembly);
    private static readonly HttpFunction[] Thing = [new("GetThing", "/things/{id}", ["get"], IsAnonymous: false)];

    [Test]
    public void Every_route_is_described_and_nothing_else() =>
        Assert.That(OpenApiChecks.RouteMismatches(Document, Functions), Is.Empty);

    [Test]
    public void Every_operation_says_who_may_call_it_and_how_it_fails() =>
        Assert.That(OpenApiChecks.OperationMistakes(Document, Functions), Is.Empty);

    [Test]
    public void Every_problem_code_is_told_and_nothing_else()
    {
        var codes = ProblemCodes.All([typeof(App).Assembly, typeof(StructuredPrompt).Assembly], Repository.Functions);

        Assert.That(codes, Has.Count.GreaterThan(40));
        Assert.That(OpenApiChecks.CodeMismatches(Document, [.. codes]), Is.Empty);
    }

    [Test]
    public void Every_reference_leads_somewhere() => Assert.That(OpenApiChecks.DanglingReferences(Document), Is.Empty);

    [TestCaseSource(typeof(DescribedTypes), nameof(DescribedTypes.All))]
    public void A_schema_has_the_members_of_its_type(Type type)
    {
        Assert.That(OpenApiChecks.SchemaMismatches(Document, type), Is.Empty);
        Assert.That(OpenApiChecks.WidthMismatches(Document, type), Is.Empty);
    }

    [Test]
    public void The_targets_are_the_programs_own() =>
        Assert.That(
            OpenApiDocument.Names(Document.Schema("PromptTarget")!.Children["enum"]),
            Is.EqualTo(PromptTargets.All.Select(t => t.Id))
        );

    [Test]
    public void The_small_document_passes()
    {
        var document = new OpenApiDocument(Small);

        Assert.That(OpenApiChecks.RouteMismatches(document, Thing), Is.Empty);
        Assert.That(OpenApiChecks.OperationMistakes(document, Thing), Is.Empty);
        Assert.That(OpenApiChecks.DanglingReferences(document), Is.Empty);
        Assert.That(OpenApiChecks.CodeMismatches(document, ["thing-broken"]), Is.Empty);
    }

    [TestCase("/things/{id}:", "/thing/{id}:")]
    [TestCase("get:", "delete:")]
    [TestCase("operationId: GetThing", "operationId: FindThing")]
    public void A_wrong_route_is_found_both_ways(string right, string wrong)
    {
        var found = OpenApiChecks.RouteMismatches(Changed(right, wrong), Thing);

        Assert.That(found, Has.Some.StartsWith("not described:").And.Some.StartsWith("no such route:"));
    }

    [TestCase("'401'", "'403'", "401 is for")]
    [TestCase("operationId: GetThing", "operationId: GetThing\n      security: []", "who may call it")]
    [TestCase("'200'", "'300'", "how it succeeds")]
    [TestCase("problem+json", "json", "no problem document")]
    [TestCase("'401'", "'201'", "nothing says how it fails", "problem+json", "json")]
    public void A_wrong_operation_is_found(params string[] changes)
    {
        var document =
            changes.Length == 5
                ? Changed(changes[0], changes[1], changes[3], changes[4])
                : Changed(changes[0], changes[1]);

        Assert.That(OpenApiChecks.OperationMistakes(document, Thing), Has.Some.Contains(changes[2]));
    }

    [Test]
    public void A_dangling_reference_is_found() =>
        Assert.That(
            OpenApiChecks.DanglingReferences(Changed("Thing: {", "Other: {")),
            Is.EqualTo(new[] { "#/components/schemas/Thing" })
        );

    [Test]
    public void A_code_is_missed_both_ways() =>
        Assert.That(
            OpenApiChecks.CodeMismatches(new OpenApiDocument(Small), ["thing-lost"]),
            Is.EquivalentTo(new[] { "not told: thing-lost", "no such code: thing-broken" })
        );

    [Test]
    public void A_member_is_missed_both_ways()
    {
        var document = Changed(
            "Thing: { type: object, properties: { code:",
            "Box: { type: object, properties: { top: {}, depth:"
        );

        Assert.That(OpenApiChecks.SchemaMismatches(document, typeof(Box)), Does.Contain("Box.depth does not exist"));
        Assert.That(OpenApiChecks.SchemaMismatches(document, typeof(Box)), Does.Contain("Box.left is not described"));
    }

    [TestCase("int32", 0)]
    [TestCase("int64", 1)]
    public void A_wrong_width_is_found(string format, int mistakes)
    {
        var document = Changed(
            "Thing: { type: object, properties: { code:",
            $"Box: {{ type: object, properties: {{ top: {{ type: integer, format: {format} }}, left:"
        );

        Assert.That(OpenApiChecks.WidthMismatches(document, typeof(Box)).Count(), Is.EqualTo(mistakes));
    }

    [Test]
    public void Codes_are_found_in_every_way_of_writing_them()
    {
        var file = new SourceFile(
            "functions/Some.cs",
            """
            class A
            {
                Problem a = new(400, "a-code", "Title");
                object b = new Problem(400, "b-code", "Title", "Detail");
                object c = new ProblemError("member", "c-code", "Detail");
                object d = Problems.Invalid("member", "d-code", "Detail");
                object e = Other("member", "not-a-code", "Detail");
            }
            """
        );

        Assert.That(ProblemCodes.Written(file), Is.EqualTo(new[] { "a-code", "b-code", "c-code", "d-code" }));
    }

    private static OpenApiDocument Changed(params string[] pairs) =>
        new(pairs.Chunk(2).Aggregate(Small, (text, pair) => text.Replace(pair[0], pair[1], StringComparison.Ordinal)));
}
