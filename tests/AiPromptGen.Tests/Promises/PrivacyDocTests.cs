using AiPromptGen.Tests.Architecture;

namespace AiPromptGen.Tests.Promises;

[TestFixture]
public sealed class PrivacyDocTests
{
    private static readonly string[] Ids = [.. PromiseList.All.Select(promise => promise.Id)];

    [TestCaseSource(nameof(Ids))]
    public void A_promise_is_held_by_a_test_that_runs(string id) =>
        Assert.That(PrivacyDoc.Of(PromiseList.All.Single(promise => promise.Id == id)), Is.Not.Empty);

    [Test]
    public void There_are_25_promises_and_no_test_holds_another_one()
    {
        Assert.That(Ids, Is.EqualTo(Enumerable.Range(1, 25).Select(n => $"P{n}")));
        Assert.That(PrivacyDoc.Tests.Select(test => test.Promise).Distinct(), Is.SubsetOf(Ids));
    }

    [Test]
    public void Where_a_promise_is_enforced_exists() =>
        Assert.That(
            PromiseList.All.SelectMany(p => p.EnforcedIn).Select(p => Path.Combine(Repository.Root, p)),
            Has.All.Matches<string>(path => File.Exists(path) || Directory.Exists(path))
        );

    [Test]
    public void The_page_is_what_the_tests_say() =>
        Assert.That(Repository.Read(PrivacyDoc.Path), Is.EqualTo(PrivacyDoc.Write()), "run the explicit test below");

    [Test]
    public void A_test_that_never_runs_holds_nothing()
    {
        const string Source = """
            class A
            {
                [Test, Property("Promise", "P1")]
                public void Holds() { }

                [Test, Explicit, Property("Promise", "P2")]
                public void Does_not() { }

                [Property("Promise", "P3")]
                public void Is_no_test() { }
            }
            """;

        Assert.That(
            HoldingTest.In([new SourceFile("a.cs", Source)]),
            Is.EqualTo([new HoldingTest("P1", "A", "Holds", true), new HoldingTest("P2", "A", "Does_not", false)])
        );
    }

    [Test, Explicit("Writes docs/privacy.md.")]
    public void Write() => File.WriteAllText(Path.Combine(Repository.Root, PrivacyDoc.Path), PrivacyDoc.Write());
}
