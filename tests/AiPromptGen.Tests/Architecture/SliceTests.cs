using ArchUnitNET.Loader;

namespace AiPromptGen.Tests.Architecture;

[TestFixture]
public sealed class SliceTests
{
    private const string Program = "AiPromptGen";
    private const string ArchitecturePage = "docs/architecture.md";
    private const string BadProgram = "AiPromptGen.Tests.Architecture.BadProgram";

    private static readonly ArchUnitNET.Domain.Architecture Ours = new ArchLoader()
        .LoadAssemblies(typeof(App).Assembly, typeof(StructuredPrompt).Assembly)
        .Build();
    private static readonly ArchUnitNET.Domain.Architecture Bad = new ArchLoader()
        .LoadNamespacesWithinAssembly(
            typeof(SliceTests).Assembly,
            [
                .. typeof(SliceTests)
                    .Assembly.GetTypes()
                    .Select(t => t.Namespace)
                    .OfType<string>()
                    .Where(IsBad)
                    .Distinct(),
            ]
        )
        .Build();

    [Test]
    public void Every_slice_is_known_and_uses_only_what_it_may()
    {
        Assert.That(SliceChecks.UnknownSlices(Ours, Program), Is.Empty);
        Assert.That(SliceChecks.ForbiddenUses(Ours, Program), Is.Empty);
    }

    [Test]
    public void The_page_has_the_table_that_is_checked() =>
        Assert.That(Page(Repository.Read(ArchitecturePage)), Is.EqualTo(Repository.Read(ArchitecturePage)));

    [Test, Explicit("Writes the table of slices in docs/architecture.md.")]
    public void Write() =>
        File.WriteAllText(Path.Combine(Repository.Root, ArchitecturePage), Page(Repository.Read(ArchitecturePage)));

    [Test]
    public void Rules_use_no_storage_no_http_and_no_orchestration() =>
        Assert.That(SliceChecks.ImpureRules(Ours, Program), Is.Empty);

    [Test, Property("Promise", "P8"), Property("Promise", "P24")]
    public void Nothing_of_a_person_can_get_into_the_examples() =>
        Assert.That(SliceChecks.WaysIn(Ours, Program, "Examples"), Is.Empty);

    [TestCase("Examples.Collection uses Azure.ETag")]
    [TestCase("Examples.FromFiles uses System.IO.File")]
    [TestCase("Accounts.Publisher uses " + BadProgram + ".Examples.Collection")]
    public void A_way_into_the_examples_is_found(string use) =>
        Assert.That(SliceChecks.WaysIn(Bad, BadProgram, "Examples"), Has.Some.StartsWith($"{BadProgram}.{use}"));

    [Test]
    public void The_check_sees_the_program()
    {
        var slices = Ours.Types.Select(t => t.Namespace.FullName).ToHashSet();

        Assert.That(slices, Does.Contain("AiPromptGen.Credits").And.Contain("AiPromptGen.Examples"));
        Assert.That(Ours.Types.Count(t => t.Name.EndsWith("Rules", StringComparison.Ordinal)), Is.GreaterThan(3));
    }

    [TestCase("Platform.InSignature")]
    [TestCase("Platform.InAsyncBody")]
    [TestCase("Platform.InLambda")]
    [TestCase("Platform.InIterator")]
    [TestCase("Platform.InTypeArgument")]
    [TestCase("Prompts.UsesAccounts")]
    public void A_broken_wall_is_found_however_the_type_is_used(string type)
    {
        var found = SliceChecks.ForbiddenUses(Bad, BadProgram);

        Assert.That(found, Has.Some.StartsWith($"{BadProgram}.{type} uses "));
    }

    [Test]
    public void A_slice_that_the_table_does_not_know_is_found() =>
        Assert.That(SliceChecks.UnknownSlices(Bad, BadProgram), Is.EqualTo(new[] { "Gallery" }));

    [TestCase("StorageRules", "Azure.ETag")]
    [TestCase("HttpRules", "Microsoft.AspNetCore.Http.HttpRequest")]
    [TestCase("DurableRules", "Microsoft.DurableTask.TaskName")]
    public void Rules_that_are_not_pure_are_found(string rules, string used) =>
        Assert.That(
            SliceChecks.ImpureRules(Bad, BadProgram),
            Does.Contain($"{BadProgram}.Uploads.{rules} uses {used}")
        );

    private static bool IsBad(string name) => name.StartsWith(BadProgram + ".", StringComparison.Ordinal);

    /// <summary>The page with today's table in place of the one it has.</summary>
    private static string Page(string text)
    {
        var start = text.IndexOf("| Slice |", StringComparison.Ordinal);
        var end = text.IndexOf("\n\n", start, StringComparison.Ordinal) + 1;
        return text[..start] + SliceChecks.Table + text[end..];
    }
}
